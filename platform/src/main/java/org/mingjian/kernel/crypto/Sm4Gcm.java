package org.mingjian.kernel.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * SM4 in GCM mode (RFC 8998): a 16-byte key, a 12-byte nonce used once per key, a 16-byte tag after the cipher text.
 */
public final class Sm4Gcm {

    /** Length of a key in bytes. */
    public static final int KEY_LENGTH = 16;

    /** Length of a nonce in bytes. */
    public static final int NONCE_LENGTH = 12;

    /** Length of the tag that follows the cipher text, in bytes. */
    public static final int TAG_LENGTH = 16;

    private Sm4Gcm() {}

    /** The cipher text followed by its tag. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plain) {
        return seal(key, nonce, aad, plain, plain.length);
    }

    /** Seals the first {@code length} bytes of {@code plain}. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plain, int length) {
        try {
            return run(cipher(true, key, nonce, aad), plain, length);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("SM4-GCM does not refuse plain text", impossible);
        }
    }

    /** The plain text, if key, nonce, additional data and tag all agree. */
    public static byte[] open(byte[] key, byte[] nonce, byte[] aad, byte[] sealed) throws CryptoFailure {
        if (sealed.length < TAG_LENGTH) {
            throw new CryptoFailure("SM4-GCM cipher text without a tag");
        }
        try {
            return run(cipher(false, key, nonce, aad), sealed, sealed.length);
        } catch (InvalidCipherTextException wrong) {
            throw new CryptoFailure("wrong key or changed SM4-GCM cipher text", wrong);
        }
    }

    private static GCMModeCipher cipher(boolean sealing, byte[] key, byte[] nonce, byte[] aad) {
        if (key.length != KEY_LENGTH || nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("SM4-GCM takes a 16-byte key and a 12-byte nonce");
        }
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(sealing, new AEADParameters(new KeyParameter(key), TAG_LENGTH * 8, nonce, aad));
        return cipher;
    }

    private static byte[] run(GCMModeCipher cipher, byte[] in, int length) throws InvalidCipherTextException {
        byte[] out = new byte[cipher.getOutputSize(length)];
        int written = cipher.processBytes(in, 0, length, out, 0);
        written += cipher.doFinal(out, written);
        return written == out.length ? out : Arrays.copyOf(out, written);
    }
}
