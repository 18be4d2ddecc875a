package org.mingjian.sealing.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm4Gcm;
import org.mingjian.sealing.SealingError;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Content keys at rest: from the decrypt command until the panel needs the files, a key lies in the database only
 * under the SM4 key of this platform, bound to its bid. The platform's key is a file beside its other keys.
 */
@Component
class BidKeys {

    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    BidKeys(@Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("bids.sm4");
            if (Files.notExists(file)) {
                make(folder, file);
            }
            this.key =
                    HEX.parseHex(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new PlatformException(SealingError.KEYS_UNUSABLE, "key folder " + folder + " cannot be used", e);
        }
    }

    private void make(Path folder, Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path beside = Files.createTempFile(folder, "new", ".key", ownerOnly);
        Files.writeString(beside, HEX.formatHex(bytes(Sm4Gcm.KEY_LENGTH)), StandardOpenOption.SYNC);
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException byAnother) {
            return;
        } finally {
            Files.delete(beside);
        }
    }

    byte[] seal(UUID bid, byte[] contentKey) {
        byte[] nonce = bytes(Sm4Gcm.NONCE_LENGTH);
        byte[] sealed = Sm4Gcm.seal(key, nonce, binding(bid), contentKey);
        byte[] stored = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, stored, nonce.length, sealed.length);
        return stored;
    }

    byte[] open(UUID bid, byte[] stored) throws CryptoFailure {
        byte[] nonce = Arrays.copyOf(stored, Sm4Gcm.NONCE_LENGTH);
        byte[] sealed = Arrays.copyOfRange(stored, Sm4Gcm.NONCE_LENGTH, stored.length);
        return Sm4Gcm.open(key, nonce, binding(bid), sealed);
    }

    private static byte[] binding(UUID bid) {
        return bid.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
