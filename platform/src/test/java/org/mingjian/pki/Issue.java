package org.mingjian.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.Sm2;

/** Makes certificates and lists for tests, good ones and every kind of bad one. */
public final class Issue {

    public static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A key pair of either kind. */
    public record Keys(Sm2.@Nullable KeyPair sm2, java.security.@Nullable KeyPair rsa) {

        public static Keys of(String algorithm) {
            return algorithm.equals("SM2") ? ofSm2() : ofRsa(2048);
        }

        public static Keys ofSm2() {
            return new Keys(Sm2.generate(RANDOM), null);
        }

        public static Keys ofRsa(int bits) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(bits);
                return new Keys(null, generator.generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        SubjectPublicKeyInfo info() {
            Sm2.KeyPair own = sm2;
            return own == null
                    ? SubjectPublicKeyInfo.getInstance(pair().getPublic().getEncoded())
                    : new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1),
                            own.publicKey());
        }

        private java.security.KeyPair pair() {
            return java.util.Objects.requireNonNull(rsa);
        }

        /** As people sign: r‖s or PKCS#1. */
        public byte[] sign(byte[] message) {
            Sm2.KeyPair own = sm2;
            return own == null ? bySha("SHA256withRSA", message) : Sm2.sign(own.privateKey(), message);
        }

        private byte[] bySha(String algorithm, byte[] message) {
            try {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(pair().getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public ContentSigner signer(boolean sha1) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ASN1ObjectIdentifier rsaKind =
                    sha1 ? PKCSObjectIdentifiers.sha1WithRSAEncryption : PKCSObjectIdentifiers.sha256WithRSAEncryption;
            AlgorithmIdentifier kind = sm2 == null
                    ? new AlgorithmIdentifier(rsaKind, DERNull.INSTANCE)
                    : new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
            return new ContentSigner() {
                @Override
                public AlgorithmIdentifier getAlgorithmIdentifier() {
                    return kind;
                }

                @Override
                public OutputStream getOutputStream() {
                    return content;
                }

                @Override
                public byte[] getSignature() {
                    byte[] all = content.toByteArray();
                    Sm2.KeyPair own = sm2;
                    if (own == null) {
                        return bySha(sha1 ? "SHA1withRSA" : "SHA256withRSA", all);
                    }
                    byte[] plain = Sm2.sign(own.privateKey(), all);
                    try {
                        return new DERSequence(new ASN1Encodable[] {
                                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 0, 32))),
                                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 32, 64)))
                                })
                                .getEncoded();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }
    }

    /** A certificate with the key that it is for. */
    public record Made(byte[] der, Keys keys, X500Name name, BigInteger serial) {}

    private final X500Name name;
    private final Keys keys;
    private X500Name issuer;
    private Keys issuerKeys;
    private BigInteger serial = new BigInteger(100, RANDOM).setBit(99);
    private Instant from = NOON.minus(Duration.ofDays(30));
    private Instant to = NOON.plus(Duration.ofDays(365));
    private @Nullable BasicConstraints constraints = new BasicConstraints(false);
    private @Nullable Integer usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyEncipherment;
    private KeyPurposeId[] purposes = {};
    private @Nullable Extension more;
    private boolean broken;
    private boolean sha1;

    private Issue(X500Name name, Keys keys) {
        this.name = name;
        this.keys = keys;
        this.issuer = name;
        this.issuerKeys = keys;
    }

    public static Issue to(String name, Keys keys) {
        return new Issue(new X500Name(name), keys);
    }

    /** An authority that signs itself. */
    public static Issue root(String name, Keys keys) {
        return to(name, keys).authority();
    }

    public Issue by(Made authority) {
        issuer = authority.name();
        issuerKeys = authority.keys();
        return this;
    }

    public Issue issuerName(String other) {
        issuer = new X500Name(other);
        return this;
    }

    public Issue serial(long value) {
        serial = BigInteger.valueOf(value);
        return this;
    }

    public Issue valid(Instant notBefore, Instant notAfter) {
        from = notBefore;
        to = notAfter;
        return this;
    }

    public Issue authority() {
        constraints = new BasicConstraints(true);
        usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return this;
    }

    public Issue authority(int pathLength) {
        authority();
        constraints = new BasicConstraints(pathLength);
        return this;
    }

    public Issue withoutConstraints() {
        constraints = null;
        return this;
    }

    public Issue usage(@Nullable Integer bits) {
        usage = bits;
        return this;
    }

    public Issue purposes(KeyPurposeId... extended) {
        purposes = extended;
        return this;
    }

    public Issue with(Extension extension) {
        more = extension;
        return this;
    }

    public Issue broken() {
        broken = true;
        return this;
    }

    public Issue bySha1() {
        sha1 = true;
        return this;
    }

    public Made make() {
        try {
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(to), name, keys.info());
            BasicConstraints basic = constraints;
            if (basic != null) {
                builder.addExtension(Extension.basicConstraints, true, basic);
            }
            Integer bits = usage;
            if (bits != null) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
            }
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            Extension other = more;
            if (other != null) {
                builder.addExtension(other);
            }
            byte[] der = builder.build(issuerKeys.signer(sha1)).getEncoded();
            if (broken) {
                der[der.length - 1] ^= 1;
            }
            return new Made(der, keys, name, serial);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list of revoked serial numbers. */
    public static byte[] list(Made authority, Instant from, Instant to, Made... revoked) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(authority.name(), Date.from(from));
        builder.setNextUpdate(Date.from(to));
        for (Made one : revoked) {
            builder.addCRLEntry(one.serial(), Date.from(from), 1);
        }
        return signed(builder, authority);
    }

    public static byte[] signed(X509v2CRLBuilder builder, Made authority) {
        try {
            return builder.build(authority.keys().signer(false)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
