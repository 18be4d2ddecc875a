package org.mingjian.verifier;

import java.io.IOException;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** An RSA private key. */
final class RsaSecret implements BidSecret {

    private final RSAPrivateCrtKeyParameters secret;
    private final byte[] publicKey;

    /** @param bytes PKCS #8 in DER */
    RsaSecret(byte[] bytes) throws Unreadable {
        try {
            if (!(PrivateKeyFactory.createKey(bytes) instanceof RSAPrivateCrtKeyParameters found)) {
                throw new Unreadable("the key file holds neither an SM2 nor an RSA private key");
            }
            secret = found;
            publicKey = RsaKey.encoded(new RSAKeyParameters(false, secret.getModulus(), secret.getPublicExponent()));
        } catch (IOException | RuntimeException malformed) {
            throw new Unreadable("the key file holds neither an SM2 nor an RSA private key");
        }
        new RsaKey(publicKey);
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public String scheme() {
        return RsaKey.SCHEME;
    }

    @Override
    public byte[] sign(byte[] message) {
        RSADigestSigner signer = new RSADigestSigner(new SHA256Digest());
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new IllegalStateException("a good key signs", impossible);
        }
    }

    @Override
    public byte[] open(byte[] cipher) throws Refused {
        OAEPEncoding oaep = RsaKey.oaep();
        oaep.init(false, secret);
        try {
            return oaep.processBlock(cipher, 0, cipher.length);
        } catch (InvalidCipherTextException | RuntimeException wrong) {
            throw new Refused("KEY_ENVELOPE", "the wrapped key does not open");
        }
    }
}
