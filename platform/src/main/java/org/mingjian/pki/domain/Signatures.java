package org.mingjian.pki.domain;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.BigIntegers;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Rsa;
import org.mingjian.kernel.crypto.Sm2;

/**
 * Signatures and key envelopes by the keys of certificates: SM2 with SM3, and RSA of 2048 bits and more with SHA-2 for
 * what is not yet on national algorithms. Nothing weaker (GB/T 39786: no MD5, SHA-1, RSA-1024).
 */
public final class Signatures {

    /** The kinds of keys that are accepted. */
    public enum Kind {
        SM2,
        RSA
    }

    private static final int LEAST_RSA = 2048;
    private static final Map<ASN1ObjectIdentifier, String> RSA = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA");

    private Signatures() {}

    /** The kind of a key; empty when it is not accepted. */
    public static Optional<Kind> kindOf(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
            ASN1Encodable curve = key.getAlgorithm().getParameters();
            boolean sm2 = GMObjectIdentifiers.sm2p256v1.equals(curve)
                    && Sm2.isPublicKey(key.getPublicKeyData().getBytes());
            return sm2 ? Optional.of(Kind.SM2) : Optional.empty();
        }
        return PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)
                        && rsa(key).filter(found -> found.getModulus().bitLength() >= LEAST_RSA)
                                .isPresent()
                ? Optional.of(Kind.RSA)
                : Optional.empty();
    }

    /** Whether an algorithm of a signature is one that is accepted. */
    public static boolean isAccepted(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        boolean plain = parameters == null || DERNull.INSTANCE.equals(parameters);
        return plain
                && (GMObjectIdentifiers.sm2sign_with_sm3.equals(algorithm.getAlgorithm())
                        || RSA.containsKey(algorithm.getAlgorithm()));
    }

    /** A signature as certificates, lists and answers carry it. */
    public static boolean verify(
            SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, byte[] signed, byte[] signature) {
        Optional<Kind> kind = kindOf(key);
        if (kind.isEmpty() || !isAccepted(algorithm)) {
            return false;
        }
        boolean sm2 = GMObjectIdentifiers.sm2sign_with_sm3.equals(algorithm.getAlgorithm());
        return switch (kind.get()) {
            case SM2 -> sm2 && bySm2(key, signed, signature);
            case RSA -> !sm2 && byRsa(key, RSA.getOrDefault(algorithm.getAlgorithm(), ""), signed, signature);
        };
    }

    /** A signature over a message of ours: SM2 as r‖s or DER, RSA with SHA-256. */
    public static boolean verifyMessage(SubjectPublicKeyInfo key, byte[] message, byte[] signature) {
        return switch (kindOf(key).orElse(null)) {
            case SM2 ->
                signature.length == Sm2.SIGNATURE_LENGTH
                        ? Sm2.verify(key.getPublicKeyData().getBytes(), message, signature)
                        : bySm2(key, message, signature);
            case RSA -> byRsa(key, "SHA256withRSA", message, signature);
            case null -> false;
        };
    }

    /** Encrypts a short key for the holder of the private key. */
    public static byte[] wrap(SubjectPublicKeyInfo key, byte[] secret) throws CryptoFailure {
        return switch (kindOf(key).orElse(null)) {
            case SM2 -> Sm2.encrypt(key.getPublicKeyData().getBytes(), secret);
            case RSA -> Rsa.encrypt(rsa(key).orElseThrow().getEncoded(), secret);
            case null -> throw new CryptoFailure("a key of this kind is not accepted");
        };
    }

    private static boolean bySm2(SubjectPublicKeyInfo key, byte[] signed, byte[] signature) {
        try {
            return Sm2.verify(key.getPublicKeyData().getBytes(), signed, plain(signature));
        } catch (CryptoFailure malformed) {
            return false;
        }
    }

    private static boolean byRsa(SubjectPublicKeyInfo key, String algorithm, byte[] signed, byte[] signature) {
        try {
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(rsa(key).orElseThrow());
            verifying.update(signed);
            return verifying.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static Optional<RSAPublicKey> rsa(SubjectPublicKeyInfo key) {
        try {
            PublicKey read = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded(ASN1Encoding.DER)));
            return Optional.of((RSAPublicKey) read);
        } catch (GeneralSecurityException | java.io.IOException malformed) {
            return Optional.empty();
        }
    }

    /** r‖s out of the DER sequence. */
    private static byte[] plain(byte[] signature) throws CryptoFailure {
        try {
            ASN1Sequence pair = ASN1Sequence.getInstance(signature);
            if (pair.size() != 2) {
                throw new CryptoFailure("not a signature");
            }
            byte[] plain = new byte[Sm2.SIGNATURE_LENGTH];
            for (int i = 0; i < 2; i++) {
                BigInteger value = ASN1Integer.getInstance(pair.getObjectAt(i)).getPositiveValue();
                BigIntegers.asUnsignedByteArray(value, plain, i * 32, 32);
            }
            return plain;
        } catch (RuntimeException malformed) {
            throw new CryptoFailure("not a signature", malformed); // hostile DER: several unchecked exceptions
        }
    }
}
