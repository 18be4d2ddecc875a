package org.mingjian.pki.domain;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm3;

/** A certificate with everything that the checks read, read once and eagerly: hostile DER fails here or nowhere. */
public final class X509 {

    private static final int LONGEST = 64 * 1024;

    /** GM/T 0015: 企业组织机构代码 and 企业税号, each an extension of its own. */
    private static final ASN1ObjectIdentifier ORGANISATION_CODE = new ASN1ObjectIdentifier("1.2.156.10260.4.1.4");

    private static final ASN1ObjectIdentifier TAXATION_NUMBER = new ASN1ObjectIdentifier("1.2.156.10260.4.1.5");

    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.nameConstraints,
            Extension.subjectAlternativeName,
            Extension.certificatePolicies); // any policy is acceptable here, so that there is nothing to process

    private final X509CertificateHolder holder;
    private final byte[] der;
    private final @Nullable BasicConstraints constraints;
    private final @Nullable KeyUsage usage;
    private final @Nullable ExtendedKeyUsage purposes;
    private final @Nullable NameConstraints names;
    private final byte @Nullable [] ownKeyId;
    private final byte @Nullable [] issuerKeyId;
    private final String creditCode;

    private X509(X509CertificateHolder holder, byte[] der) {
        this.holder = holder;
        this.der = der;
        Extensions all = holder.getExtensions();
        this.constraints = all == null ? null : BasicConstraints.fromExtensions(all);
        this.usage = all == null ? null : KeyUsage.fromExtensions(all);
        this.purposes = all == null ? null : ExtendedKeyUsage.fromExtensions(all);
        Extension permitted = holder.getExtension(Extension.nameConstraints);
        this.names = permitted == null ? null : NameConstraints.getInstance(permitted.getParsedValue());
        SubjectKeyIdentifier own = all == null ? null : SubjectKeyIdentifier.fromExtensions(all);
        this.ownKeyId = own == null ? null : own.getKeyIdentifier();
        AuthorityKeyIdentifier issuer = all == null ? null : AuthorityKeyIdentifier.fromExtensions(all);
        this.issuerKeyId = issuer == null ? null : issuer.getKeyIdentifierOctets();
        this.creditCode = creditCode(holder);
        holder.getNotBefore();
        holder.getNotAfter();
    }

    /** @throws CryptoFailure also when it is not in DER, the only form that is signed */
    public static X509 parse(byte[] der) throws CryptoFailure {
        if (der.length > LONGEST) {
            throw new CryptoFailure("a certificate is not that long");
        }
        try {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            if (!Arrays.equals(holder.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
                throw new CryptoFailure("the certificate is not in DER");
            }
            return new X509(holder, der.clone());
        } catch (IOException | RuntimeException malformed) {
            throw new CryptoFailure("not a certificate", malformed);
        }
    }

    public byte[] der() {
        return der.clone();
    }

    X509CertificateHolder holder() {
        return holder;
    }

    public SubjectPublicKeyInfo key() {
        return holder.getSubjectPublicKeyInfo();
    }

    public String serial() {
        return holder.getSerialNumber().toString(16);
    }

    public X500Name subject() {
        return holder.getSubject();
    }

    public X500Name issuer() {
        return holder.getIssuer();
    }

    public Instant notBefore() {
        return holder.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return holder.getNotAfter().toInstant();
    }

    public String fingerprint() {
        return Sm3.hex(Sm3.digest(der));
    }

    /** First value of a part of the subject; empty when it has none. */
    public String part(ASN1ObjectIdentifier kind) {
        return part(holder, kind);
    }

    private static String part(X509CertificateHolder holder, ASN1ObjectIdentifier kind) {
        RDN[] found = holder.getSubject().getRDNs(kind);
        return found.length == 0
                ? ""
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }

    public String creditCode() {
        return creditCode;
    }

    private static String creditCode(X509CertificateHolder holder) {
        String identifier = part(holder, BCStyle.ORGANIZATION_IDENTIFIER);
        return identifier.isEmpty()
                ? extensionText(holder, TAXATION_NUMBER)
                        .or(() -> extensionText(holder, ORGANISATION_CODE))
                        .orElse("")
                : identifier;
    }

    private static Optional<String> extensionText(X509CertificateHolder holder, ASN1ObjectIdentifier kind) {
        Extension found = holder.getExtension(kind);
        return found != null && found.getParsedValue() instanceof ASN1String text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    boolean isSelfIssued() {
        return subject().equals(issuer());
    }

    public boolean isSelfSigned() {
        return isSelfIssued() && isSignedBy(this);
    }

    boolean isAuthority() {
        BasicConstraints known = constraints;
        return known != null && known.isCA() && hasUsage(KeyUsage.keyCertSign);
    }

    OptionalInt pathLength() {
        BasicConstraints known = constraints;
        return known == null || known.getPathLenConstraint() == null
                ? OptionalInt.empty()
                : OptionalInt.of(known.getPathLenConstraint().intValue());
    }

    /** True when any of the bits is set, or when the certificate does not restrict its use. */
    boolean hasUsage(int bits) {
        KeyUsage known = usage;
        return known == null || (usageBits(known) & bits) != 0;
    }

    private static int usageBits(KeyUsage usage) {
        byte[] data = usage.getBytes();
        return data.length == 1 ? data[0] & 0xff : (data[1] & 0xff) << 8 | data[0] & 0xff;
    }

    /** Empty when the certificate does not name any. */
    Set<KeyPurposeId> purposes() {
        ExtendedKeyUsage known = purposes;
        return known == null ? Set.of() : Arrays.stream(known.getUsages()).collect(Collectors.toUnmodifiableSet());
    }

    Optional<NameConstraints> names() {
        return Optional.ofNullable(names);
    }

    boolean hasUnknownCritical() {
        List<ASN1ObjectIdentifier> critical = new ArrayList<>();
        holder.getCriticalExtensionOIDs().forEach(found -> critical.add((ASN1ObjectIdentifier) found));
        return !UNDERSTOOD.containsAll(critical);
    }

    boolean hasAcceptedAlgorithms() {
        return Signatures.isAccepted(holder.getSignatureAlgorithm())
                && holder.getSignatureAlgorithm()
                        .equals(holder.toASN1Structure().getTBSCertificate().getSignature())
                && Signatures.kindOf(key()).isPresent();
    }

    boolean isSignedBy(X509 issuer) {
        try {
            byte[] signed = holder.toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER);
            return Signatures.verify(issuer.key(), holder.getSignatureAlgorithm(), signed, holder.getSignature());
        } catch (IOException impossible) {
            throw new IllegalStateException("a parsed certificate encodes", impossible);
        }
    }

    /** By name, and by key identifier where both sides have one. */
    boolean mayBeIssuedBy(X509 issuer) {
        byte[] wanted = issuerKeyId;
        byte[] offered = issuer.ownKeyId;
        return issuer().equals(issuer.subject())
                && (wanted == null || offered == null || Arrays.equals(wanted, offered));
    }

    @Override
    public String toString() {
        return subject().toString();
    }
}
