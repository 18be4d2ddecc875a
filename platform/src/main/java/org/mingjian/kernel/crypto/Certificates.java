package org.mingjian.kernel.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.BigIntegers;

/** Reads certificates with SM2 (X.509, GM/T 0015) or RSA keys, and checks who signed them with SM2. */
public final class Certificates {

    private static final int LONGEST = 64 * 1024;

    private Certificates() {}

    /** Reads a certificate in DER; refuses what holds no key that is accepted. */
    public static Certificate parse(byte[] der) throws CryptoFailure {
        try {
            return describe(read(der), der.clone());
        } catch (RuntimeException malformed) {
            // Bouncy Castle reads the parts late and answers hostile DER with several unchecked exceptions.
            throw new CryptoFailure("not a certificate", malformed);
        }
    }

    private static Certificate describe(X509CertificateHolder holder, byte[] der) throws CryptoFailure {
        SubjectPublicKeyInfo key = holder.getSubjectPublicKeyInfo();
        byte[] publicKey = publicKey(key);
        X500Name subject = holder.getSubject();
        return new Certificate(
                holder.getSerialNumber().toString(16),
                new Certificate.Subject(
                        part(subject, BCStyle.CN),
                        part(subject, BCStyle.ORGANIZATION_IDENTIFIER),
                        part(subject, BCStyle.UID)),
                part(holder.getIssuer(), BCStyle.CN),
                publicKey,
                holder.getNotBefore().toInstant(),
                holder.getNotAfter().toInstant(),
                der);
    }

    private static byte[] publicKey(SubjectPublicKeyInfo key) throws CryptoFailure {
        ASN1Encodable curve = key.getAlgorithm().getParameters();
        byte[] point = key.getPublicKeyData().getBytes();
        if (GMObjectIdentifiers.sm2p256v1.equals(curve) && Sm2.isPublicKey(point)) {
            return point;
        }
        try {
            byte[] whole = key.getEncoded(ASN1Encoding.DER);
            if (Rsa.isPublicKey(whole)) {
                return whole;
            }
        } catch (IOException unreadable) {
            throw new CryptoFailure("not a certificate", unreadable);
        }
        throw new CryptoFailure("the certificate holds neither an SM2 key nor an RSA key of 2048 bits or more");
    }

    /** Whether the holder of {@code issuerKey} (65 bytes) signed this certificate. Says nothing of dates. */
    public static boolean isSignedBy(Certificate certificate, byte[] issuerKey) {
        try {
            X509CertificateHolder holder = read(certificate.der());
            if (!GMObjectIdentifiers.sm2sign_with_sm3.equals(
                    holder.getSignatureAlgorithm().getAlgorithm())) {
                return false;
            }
            byte[] signed = holder.toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER);
            return Sm2.verify(issuerKey, signed, plain(holder.getSignature()));
        } catch (CryptoFailure | IOException | RuntimeException malformed) {
            return false; // hostile DER: Bouncy Castle answers it with several unchecked exceptions
        }
    }

    private static X509CertificateHolder read(byte[] der) throws CryptoFailure {
        if (der.length > LONGEST) {
            throw new CryptoFailure("a certificate is not that long");
        }
        try {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            if (!Arrays.equals(holder.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
                throw new CryptoFailure("the certificate is not in DER, the only form that is signed");
            }
            return holder;
        } catch (IOException | RuntimeException malformed) {
            throw new CryptoFailure("not a certificate", malformed);
        }
    }

    /** r‖s out of the DER sequence that X.509 carries. */
    private static byte[] plain(byte[] signature) throws CryptoFailure {
        try {
            ASN1Sequence pair = ASN1Sequence.getInstance(signature);
            byte[] plain = new byte[Sm2.SIGNATURE_LENGTH];
            for (int i = 0; i < 2; i++) {
                BigInteger value = ASN1Integer.getInstance(pair.getObjectAt(i)).getPositiveValue();
                BigIntegers.asUnsignedByteArray(value, plain, i * 32, 32);
            }
            return plain;
        } catch (RuntimeException malformed) {
            throw new CryptoFailure("not a signature", malformed);
        }
    }

    private static String part(X500Name name, ASN1ObjectIdentifier kind) {
        RDN[] found = name.getRDNs(kind);
        return found.length == 0
                ? ""
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }
}
