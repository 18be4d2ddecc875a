package org.mingjian.kernel.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * A small certificate authority over SM2 for development, tests and the sandbox. Production trusts licensed authorities
 * (电子签名法 §16) and never issues.
 *
 * @param name common name of the authority
 * @param keys its key pair
 * @param rootCertificate its self-signed certificate in DER
 */
public record DevAuthority(String name, Sm2.KeyPair keys, byte[] rootCertificate) {

    private static final Duration ROOT_LIFE = Duration.ofDays(3652);

    /**
     * What a certificate is asked for.
     *
     * @param subject who will hold it
     * @param publicKey SM2: 65 bytes; RSA: SubjectPublicKeyInfo in DER
     * @param serial positive, unique within the authority
     */
    public record Order(
            Certificate.Subject subject, byte[] publicKey, BigInteger serial, Instant notBefore, Instant notAfter) {}

    /** A new authority, valid for ten years. */
    public static DevAuthority create(String name, Instant from, SecureRandom random) {
        Sm2.KeyPair keys = Sm2.generate(random);
        Certificate.Subject itself = new Certificate.Subject(name, "", "");
        Order order = new Order(itself, keys.publicKey(), BigInteger.ONE, from, from.plus(ROOT_LIFE));
        return new DevAuthority(name, keys, sign(order, nameOf(itself), keys, true));
    }

    /** Issues a certificate in DER. */
    public byte[] issue(Order order) {
        return sign(order, nameOf(new Certificate.Subject(name, "", "")), keys, false);
    }

    private static byte[] sign(Order order, X500Name issuer, Sm2.KeyPair keys, boolean root) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                order.serial(),
                Date.from(order.notBefore()),
                Date.from(order.notAfter()),
                nameOf(order.subject()),
                keyInfo(order.publicKey()));
        int usage = root
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyEncipherment;
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(root));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return builder.build(new Signing(keys)).getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException("a certificate could not be encoded", impossible);
        }
    }

    private static SubjectPublicKeyInfo keyInfo(byte[] publicKey) {
        return publicKey.length == Sm2.PUBLIC_LENGTH
                ? new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1),
                        publicKey)
                : SubjectPublicKeyInfo.getInstance(publicKey);
    }

    private static X500Name nameOf(Certificate.Subject subject) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.C, "CN");
        if (!subject.creditCode().isEmpty()) {
            name.addRDN(BCStyle.ORGANIZATION_IDENTIFIER, subject.creditCode());
        }
        if (!subject.accountId().isEmpty()) {
            name.addRDN(BCStyle.UID, subject.accountId());
        }
        return name.addRDN(BCStyle.CN, subject.name()).build();
    }

    /** Signs what the builder writes, with SM2 and SM3, as a DER sequence of r and s. */
    private static final class Signing implements ContentSigner {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final Sm2.KeyPair keys;

        Signing(Sm2.KeyPair keys) {
            this.keys = keys;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            byte[] plain = Sm2.sign(keys.privateKey(), content.toByteArray());
            ASN1Integer r = new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 0, 32)));
            ASN1Integer s = new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 32, 64)));
            try {
                return new DERSequence(new ASN1Integer[] {r, s}).getEncoded();
            } catch (IOException impossible) {
                throw new IllegalStateException("a signature could not be encoded", impossible);
            }
        }
    }
}
