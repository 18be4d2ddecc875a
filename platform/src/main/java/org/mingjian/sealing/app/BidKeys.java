package org.mingjian.sealing.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm4Gcm;
import org.mingjian.ops.KeyFolder;
import org.springframework.stereotype.Component;

/**
 * Content keys at rest: from the decrypt command until the panel needs the files, a key lies in the database only
 * under the SM4 key of this platform, bound to its bid. The platform's key is a file beside its other keys.
 */
@Component
class BidKeys {

    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    BidKeys(KeyFolder keys) {
        this.key = keys.bytes("bids.sm4", Sm4Gcm.KEY_LENGTH, () -> bytes(Sm4Gcm.KEY_LENGTH));
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
