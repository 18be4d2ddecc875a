package org.mingjian.draw.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.mingjian.draw.DrawError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Ecvrf;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.VrfSuite;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The platform's key for draws, in the key folder, readable by its owner only; made at the first start. */
@Component
class DrawKey {

    private static final String SEED = "mingjian-draw-platform-seed-1";

    private final VrfSuite suite;
    private final Ecvrf function;
    private final byte[] secret;

    DrawKey(
            @Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path folder,
            @Value("${mingjian.draw.suite:ECVRF-P256-SHA256-TAI}") String suite) {
        this.suite = VrfSuite.named(suite)
                .orElseThrow(() -> new PlatformException(DrawError.DRAW_KEY_UNUSABLE, "unknown suite " + suite));
        this.function = new Ecvrf(this.suite);
        this.secret = HexFormat.of().parseHex(read(folder, folder.resolve(suite + ".vrf")));
    }

    String suite() {
        return suite.id();
    }

    /** Compressed public key, hexadecimal. */
    String publicKey() {
        return Sm3.hex(function.publicKeyOf(secret));
    }

    Ecvrf.Proven prove(byte[] input) {
        return function.prove(secret, input);
    }

    /**
     * The platform's own seed of a draw. It is computed and never kept, so that a crash between commitment and reveal
     * loses nothing.
     */
    String seed(String draw) {
        byte[] text = ("\n" + SEED + "\n" + draw + "\n").getBytes(StandardCharsets.UTF_8);
        return Sm3.hex(Sm3.digest(secret, text, secret));
    }

    private String read(Path folder, Path file) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                write(folder, file, Sm3.hex(function.generate(new SecureRandom())));
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new PlatformException(DrawError.DRAW_KEY_UNUSABLE, "key file " + file + " cannot be used", e);
        }
    }

    /** Written beside and linked, so that a crash never leaves half a key, and the first of two nodes wins. */
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
            // The other node's key is the one.
        }
        Files.delete(beside);
    }
}
