package org.mingjian.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mingjian.kernel.crypto.Sm2;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bidders' keys of earlier walks against the same platform, so that a second walk can sign in as the same
 * bidders.
 */
final class KeyRing {

    /** A private key as hex, and the serial of its certificate. */
    record Held(String key, String publicKey, String serial) {

        Sm2.KeyPair pair() {
            return new Sm2.KeyPair(HexFormat.of().parseHex(key), HexFormat.of().parseHex(publicKey));
        }

        static Held of(Sm2.KeyPair pair, String serial) {
            HexFormat hex = HexFormat.of();
            return new Held(hex.formatHex(pair.privateKey()), hex.formatHex(pair.publicKey()), serial);
        }
    }

    private final Path file;
    private final Map<String, Held> held;

    KeyRing(Path file) throws IOException {
        this.file = file;
        this.held = Files.exists(file)
                ? new TreeMap<>(JsonMapper.shared()
                        .readValue(Files.readAllBytes(file), new TypeReference<Map<String, Held>>() {}))
                : new TreeMap<>();
    }

    synchronized Optional<Held> find(String creditCode) {
        return Optional.ofNullable(held.get(creditCode));
    }

    synchronized void add(String creditCode, Held key) {
        held.put(creditCode, key);
    }

    synchronized void save() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path beside = Files.createTempFile(
                folder,
                "walk",
                ".keys",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(beside, JsonMapper.shared().writeValueAsBytes(held));
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
