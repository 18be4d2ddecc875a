package org.mingjian.kernel.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * SM2 (GB/T 32918-2016) over the curve sm2p256v1: signatures with the default identity, and public-key encryption in
 * the order C1‖C3‖C2 that GM/T 0003 requires since 2012.
 */
public final class Sm2 {

    /** Length of a private key in bytes. */
    public static final int PRIVATE_LENGTH = 32;

    /** Length of an uncompressed public key in bytes. */
    public static final int PUBLIC_LENGTH = 65;

    /** Length of a signature r‖s in bytes. */
    public static final int SIGNATURE_LENGTH = 64;

    /** Bytes that encryption adds to the plain text: the point C1 and the digest C3. */
    public static final int ENCRYPTION_OVERHEAD = PUBLIC_LENGTH + Sm3.LENGTH;

    /** The identity used where none has been agreed (GB/T 35276). */
    private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    /** The curve, for what else is done on it here. */
    static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private Sm2() {}

    /**
     * A key pair.
     *
     * @param privateKey 32 bytes, big endian, 1 … n−2
     * @param publicKey 65 bytes, {@code 04‖X‖Y}
     */
    public record KeyPair(byte[] privateKey, byte[] publicKey) {}

    public static KeyPair generate(SecureRandom random) {
        BigInteger limit = DOMAIN.getN().subtract(BigInteger.ONE);
        BigInteger secret;
        do {
            secret = new BigInteger(DOMAIN.getN().bitLength(), random);
        } while (secret.signum() == 0 || secret.compareTo(limit) >= 0);
        byte[] privateKey = toFixed(secret);
        return new KeyPair(privateKey, derive(secret));
    }

    /** The public key of a private key. */
    public static byte[] publicKeyOf(byte[] privateKey) throws CryptoFailure {
        return derive(secretOf(privateKey).getD());
    }

    /** Whether the bytes are an uncompressed point of the curve. */
    public static boolean isPublicKey(byte[] publicKey) {
        try {
            pointOf(publicKey);
            return true;
        } catch (CryptoFailure refused) {
            return false;
        }
    }

    /** The signature r‖s over the message with the default identity; an unusable private key is a bug of the caller. */
    public static byte[] sign(byte[] privateKey, byte[] message) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        try {
            ParametersWithRandom key = new ParametersWithRandom(secretOf(privateKey), new SecureRandom());
            signer.init(true, new ParametersWithID(key, DEFAULT_ID));
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        } catch (CryptoFailure | CryptoException unusable) {
            throw new IllegalArgumentException("not an SM2 private key", unusable);
        }
    }

    /** Whether the signature is this key's over this message; anything malformed is simply false. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        try {
            signer.init(false, new ParametersWithID(pointOf(publicKey), DEFAULT_ID));
        } catch (CryptoFailure badKey) {
            return false;
        }
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** Encrypts for the holder of the private key; the plain text must not be empty. */
    public static byte[] encrypt(byte[] publicKey, byte[] plain) throws CryptoFailure {
        if (plain.length == 0) {
            throw new CryptoFailure("nothing to encrypt");
        }
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(pointOf(publicKey), new SecureRandom()));
        try {
            return engine.processBlock(plain, 0, plain.length);
        } catch (InvalidCipherTextException failed) {
            throw new CryptoFailure("SM2 encryption failed", failed);
        }
    }

    public static byte[] decrypt(byte[] privateKey, byte[] cipher) throws CryptoFailure {
        if (cipher.length <= ENCRYPTION_OVERHEAD || cipher[0] != 4) {
            throw new CryptoFailure("not an SM2 cipher text");
        }
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(false, secretOf(privateKey));
        try {
            return engine.processBlock(cipher, 0, cipher.length);
        } catch (InvalidCipherTextException | IllegalArgumentException wrong) {
            throw new CryptoFailure("wrong key or changed SM2 cipher text", wrong);
        }
    }

    private static ECPrivateKeyParameters secretOf(byte[] privateKey) throws CryptoFailure {
        BigInteger secret = new BigInteger(1, privateKey);
        boolean inRange = secret.signum() > 0 && secret.compareTo(DOMAIN.getN().subtract(BigInteger.ONE)) < 0;
        if (privateKey.length != PRIVATE_LENGTH || !inRange) {
            throw new CryptoFailure("not an SM2 private key");
        }
        return new ECPrivateKeyParameters(secret, DOMAIN);
    }

    private static ECPublicKeyParameters pointOf(byte[] publicKey) throws CryptoFailure {
        if (publicKey.length != PUBLIC_LENGTH || publicKey[0] != 4) {
            throw new CryptoFailure("not an uncompressed SM2 public key");
        }
        try {
            return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(publicKey), DOMAIN);
        } catch (IllegalArgumentException offCurve) {
            throw new CryptoFailure("not a point of the SM2 curve", offCurve);
        }
    }

    private static byte[] derive(BigInteger secret) {
        return new FixedPointCombMultiplier()
                .multiply(DOMAIN.getG(), secret)
                .normalize()
                .getEncoded(false);
    }

    /** Big endian in 32 bytes. */
    static byte[] toFixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[PRIVATE_LENGTH];
        int length = Math.min(bytes.length, PRIVATE_LENGTH);
        System.arraycopy(bytes, bytes.length - length, fixed, PRIVATE_LENGTH - length, length);
        return fixed;
    }
}
