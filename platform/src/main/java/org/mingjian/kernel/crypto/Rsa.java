package org.mingjian.kernel.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * RSA for holders who are not yet on national algorithms: RSAES-OAEP (RFC 8017) with SHA-256 and MGF1-SHA-256 without a
 * label, and RSASSA-PKCS1-v1_5 with SHA-256. Keys of 2048 to 4096 bits, public exponent 65537 or more; nothing weaker
 * (GB/T 39786). A public key is its SubjectPublicKeyInfo, a private key its PKCS #8 form, both in DER.
 */
public final class Rsa {

    /** Least length of a modulus, and so of a signature and a cipher text, in bytes. */
    public static final int LEAST = 256;

    /** Greatest length of a modulus in bytes. */
    public static final int MOST = 512;

    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private Rsa() {}

    /** Private key in PKCS #8, public key as SubjectPublicKeyInfo. */
    public record Pair(byte[] privateKey, byte[] publicKey) {}

    public static Pair generate(int bits, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, random);
            KeyPair pair = generator.generateKeyPair();
            return new Pair(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks RSA", impossible);
        }
    }

    /** Whether these bytes are a public key that is accepted, in the one form in which it is named. */
    public static boolean isPublicKey(byte[] publicKey) {
        try {
            read(publicKey);
            return true;
        } catch (CryptoFailure no) {
            return false;
        }
    }

    /** Bytes of the modulus: the length of every signature and cipher text of this key. */
    public static int length(byte[] publicKey) throws CryptoFailure {
        return read(publicKey).getModulus().bitLength() / 8;
    }

    public static byte[] publicKeyOf(byte[] privateKey) throws CryptoFailure {
        RSAPrivateCrtKey secret = secret(privateKey);
        try {
            byte[] publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()))
                    .getEncoded();
            read(publicKey);
            return publicKey;
        } catch (GeneralSecurityException malformed) {
            throw new CryptoFailure("not an RSA key", malformed);
        }
    }

    public static byte[] encrypt(byte[] publicKey, byte[] plain) throws CryptoFailure {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, read(publicKey), OAEP);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException refused) {
            throw new CryptoFailure("RSA encryption failed", refused);
        }
    }

    /** Any failure is one failure: what exactly was wrong with a padding is nobody's to know. */
    public static byte[] decrypt(byte[] privateKey, byte[] cipherText) throws CryptoFailure {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, secret(privateKey), OAEP);
            return cipher.doFinal(cipherText);
        } catch (GeneralSecurityException refused) {
            throw new CryptoFailure("RSA decryption failed");
        }
    }

    public static byte[] sign(byte[] privateKey, byte[] message) {
        try {
            Signature signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(secret(privateKey));
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException | CryptoFailure unusable) {
            throw new IllegalArgumentException("not a private key", unusable);
        }
    }

    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifying = Signature.getInstance("SHA256withRSA");
            verifying.initVerify(read(publicKey));
            verifying.update(message);
            return verifying.verify(signature);
        } catch (GeneralSecurityException | CryptoFailure malformed) {
            return false;
        }
    }

    private static RSAPublicKey read(byte[] publicKey) throws CryptoFailure {
        // Longer than any accepted key: not worth parsing.
        if (publicKey.length > MOST * 2) {
            throw new CryptoFailure("not an RSA public key");
        }
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            if (!(keys.generatePublic(new X509EncodedKeySpec(publicKey)) instanceof RSAPublicKey key)) {
                throw new CryptoFailure("not an RSA public key");
            }
            int bits = key.getModulus().bitLength();
            boolean strong = bits >= LEAST * 8
                    && bits <= MOST * 8
                    && bits % 8 == 0
                    && key.getPublicExponent().compareTo(LEAST_EXPONENT) >= 0
                    && key.getPublicExponent().testBit(0);
            if (!strong) {
                throw new CryptoFailure("an RSA key of 2048 to 4096 bits is needed");
            }
            if (!Arrays.equals(key.getEncoded(), publicKey)) {
                throw new CryptoFailure("the public key is not in its one form");
            }
            return key;
        } catch (GeneralSecurityException malformed) {
            throw new CryptoFailure("not an RSA public key", malformed);
        }
    }

    private static RSAPrivateCrtKey secret(byte[] privateKey) throws CryptoFailure {
        try {
            if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(privateKey))
                    instanceof RSAPrivateCrtKey key) {
                return key;
            }
        } catch (GeneralSecurityException malformed) {
            throw new CryptoFailure("not an RSA private key", malformed);
        }
        throw new CryptoFailure("not an RSA private key");
    }
}
