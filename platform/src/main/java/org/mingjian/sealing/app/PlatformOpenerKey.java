package org.mingjian.sealing.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.tender.PlatformOpener;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The platform as an opener: one SM2 key in a file beside its other keys, never in the database. Alone, and even with
 * one
 * other opener, it opens nothing.
 */
@Component
class PlatformOpenerKey implements PlatformOpener {

    static final String FILE = "opener.sm2";
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] privateKey;
    private final byte[] publicKey;

    PlatformOpenerKey(@Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(FILE);
            if (Files.notExists(file)) {
                make(folder, file);
            }
            this.privateKey =
                    HEX.parseHex(Files.readString(file, StandardCharsets.UTF_8).strip());
            this.publicKey = Sm2.publicKeyOf(privateKey);
        } catch (IOException | CryptoFailure e) {
            throw new PlatformException(SealingError.KEYS_UNUSABLE, "key folder " + folder + " cannot be used", e);
        }
    }

    private static void make(Path folder, Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path beside = Files.createTempFile(folder, "new", ".key", ownerOnly);
        String key = HEX.formatHex(Sm2.generate(new SecureRandom()).privateKey());
        Files.writeString(beside, key, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException byAnother) {
            return;
        } finally {
            Files.delete(beside);
        }
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    OpenerShares.Taken take(SealedHeader header) throws EnvelopeRefused {
        return OpenerShares.take(header, privateKey);
    }

    byte[] sign(byte[] message) {
        return Sm2.sign(privateKey, message);
    }
}
