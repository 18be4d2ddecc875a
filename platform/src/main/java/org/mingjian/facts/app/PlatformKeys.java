package org.mingjian.facts.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.mingjian.facts.FactsError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm2;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keys of this platform, one file each in the key folder, readable by its owner only: the SM2 key that signs
 * checkpoints and receipts, and the SM4 key under which secret contents lie in the database. Made at the first start.
 */
@Component
public class PlatformKeys {

    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();
    private final Sm2.KeyPair log;
    private final byte[] content;

    PlatformKeys(@Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path folder) {
        Sm2.KeyPair fresh = Sm2.generate(random);
        String[] pair = read(
                        folder, "log.sm2", HEX.formatHex(fresh.privateKey()) + " " + HEX.formatHex(fresh.publicKey()))
                .split(" ");
        this.log = new Sm2.KeyPair(HEX.parseHex(pair[0]), HEX.parseHex(pair[1]));
        byte[] key = new byte[16];
        random.nextBytes(key);
        this.content = HEX.parseHex(read(folder, "content.sm4", HEX.formatHex(key)));
    }

    public Sm2.KeyPair log() {
        return log;
    }

    byte[] content() {
        return content;
    }

    private static String read(Path folder, String name, String fresh) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                write(folder, file, fresh);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new PlatformException(FactsError.KEYS_UNUSABLE, "key folder " + folder + " cannot be used", e);
        }
    }

    /** Written beside and moved, so that a crash never leaves half a key under its name. */
    private static void write(Path folder, Path file, String content) throws IOException {
        Path beside = Files.createTempFile(
                folder,
                "new",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, content, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException another) {
            Files.delete(beside);
            return;
        }
        Files.delete(beside);
    }
}
