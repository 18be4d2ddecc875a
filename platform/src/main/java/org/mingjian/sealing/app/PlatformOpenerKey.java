package org.mingjian.sealing.app;

import java.security.SecureRandom;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.KeyFolder;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.tender.PlatformOpener;
import org.springframework.stereotype.Component;

/**
 * The platform as an opener: one SM2 key in a file beside its other keys, never in the database. Alone, and even with
 * one other opener, it opens nothing.
 */
@Component
class PlatformOpenerKey implements PlatformOpener {

    static final String FILE = "opener.sm2";

    private final byte[] privateKey;
    private final byte[] publicKey;

    PlatformOpenerKey(KeyFolder keys) {
        this.privateKey =
                keys.bytes(FILE, 32, () -> Sm2.generate(new SecureRandom()).privateKey());
        try {
            this.publicKey = Sm2.publicKeyOf(privateKey);
        } catch (CryptoFailure e) {
            throw new PlatformException(SealingError.KEYS_UNUSABLE, "key file " + FILE + " holds no SM2 key", e);
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
