package org.mingjian.verifier;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** An SM2 private key: signs r‖s with the default identity and opens what was encrypted for it (C1‖C3‖C2). */
final class Sm2Secret implements BidSecret {

    static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int OVERHEAD = 97;

    private final BigInteger secret;

    /** @param bytes 32 bytes, big endian, 1 … n−2 */
    Sm2Secret(byte[] bytes) throws Unreadable {
        secret = new BigInteger(1, bytes);
        if (bytes.length != 32
                || secret.signum() == 0
                || secret.compareTo(CURVE.getN().subtract(BigInteger.ONE)) >= 0) {
            throw new Unreadable("the key file holds no SM2 private key");
        }
    }

    @Override
    public byte[] publicKey() {
        return CURVE.getG().multiply(secret).normalize().getEncoded(false);
    }

    @Override
    public String scheme() {
        return Sm2Key.SCHEME;
    }

    @Override
    public byte[] sign(byte[] message) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(secret, DOMAIN), RANDOM));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new IllegalStateException("a good key signs", impossible);
        }
    }

    @Override
    public byte[] open(byte[] cipher) throws Refused {
        Refused.unless(cipher.length > OVERHEAD && cipher[0] == 4, "KEY_ENVELOPE", "the wrapped key does not open");
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(false, new ECPrivateKeyParameters(secret, DOMAIN));
        try {
            return engine.processBlock(cipher, 0, cipher.length);
        } catch (InvalidCipherTextException | IllegalArgumentException wrong) {
            throw new Refused("KEY_ENVELOPE", "the wrapped key does not open");
        }
    }

    /** Encrypts for the holder of a key, with fresh randomness each time. */
    static byte[] wrap(byte[] publicKey, byte[] plain) throws Unreadable {
        new Sm2Key(publicKey);
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        var point = new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(publicKey), DOMAIN);
        engine.init(true, new ParametersWithRandom(point, RANDOM));
        try {
            return engine.processBlock(plain, 0, plain.length);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("a good key encrypts", impossible);
        }
    }
}
