package org.mingjian.verifier;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** An RSA public key of 2048 to 4096 bits: OAEP and PKCS #1 v1.5 signatures, both with SHA-256 (RFC 8017). */
final class RsaKey implements BidKey {

    static final String SCHEME = "rsa-oaep-sha256-1";
    static final int LEAST = 256;
    static final int MOST = 512;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    private final RSAKeyParameters key;

    RsaKey(byte[] bytes) throws Unreadable {
        try {
            if (bytes.length > 2 * MOST || !(PublicKeyFactory.createKey(bytes) instanceof RSAKeyParameters found)) {
                throw new Unreadable("the key is neither SM2 nor RSA");
            }
            boolean oneForm = Arrays.equals(encoded(found), bytes);
            int bits = found.getModulus().bitLength();
            boolean strong = bits >= LEAST * 8
                    && bits <= MOST * 8
                    && bits % 8 == 0
                    && found.getExponent().compareTo(BigInteger.valueOf(65_537)) >= 0;
            if (!oneForm || !strong) {
                throw new Unreadable("an RSA key of 2048 to 4096 bits is needed");
            }
            key = found;
        } catch (IOException | RuntimeException malformed) {
            throw new Unreadable("the key is neither SM2 nor RSA"); // hostile DER: several unchecked exceptions
        }
        this.bytes = bytes.clone();
    }

    static byte[] encoded(RSAKeyParameters key) throws IOException {
        return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded("DER");
    }

    static OAEPEncoding oaep() {
        return new OAEPEncoding(new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), null);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public int signatureLength() {
        return key.getModulus().bitLength() / 8;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        RSADigestSigner signer = new RSADigestSigner(new SHA256Digest());
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signature.length == signatureLength() && signer.verifySignature(signature);
    }

    @Override
    public byte[] wrap(byte[] plain) {
        OAEPEncoding cipher = oaep();
        cipher.init(true, new ParametersWithRandom(key, RANDOM));
        try {
            return cipher.processBlock(plain, 0, plain.length);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("a good key encrypts", impossible);
        }
    }
}
