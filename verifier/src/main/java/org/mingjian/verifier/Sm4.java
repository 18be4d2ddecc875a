package org.mingjian.verifier;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4-GCM (RFC 8998) with a nonce of 12 bytes and a tag of 16. */
final class Sm4 {

    static final int KEY = 16;
    static final int TAG = 16;

    private Sm4() {}

    /** What is sealed, and how. */
    record Box(byte[] key, byte[] nonce, byte[] bound) {

        byte[] seal(byte[] plain, int length) {
            try {
                return run(true, plain, length);
            } catch (InvalidCipherTextException impossible) {
                throw new IllegalStateException("sealing fails never", impossible);
            }
        }

        byte[] open(byte[] sealed, String check, String words) throws Refused {
            try {
                return run(false, sealed, sealed.length);
            } catch (InvalidCipherTextException changed) {
                throw new Refused(check, words);
            }
        }

        private byte[] run(boolean seals, byte[] in, int length) throws InvalidCipherTextException {
            GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
            cipher.init(seals, new AEADParameters(new KeyParameter(key), TAG * 8, nonce, bound));
            byte[] out = new byte[cipher.getOutputSize(length)];
            int done = cipher.processBytes(in, 0, length, out, 0);
            cipher.doFinal(out, done);
            return out;
        }
    }
}
