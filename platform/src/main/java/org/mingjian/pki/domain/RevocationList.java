package org.mingjian.pki.domain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.PathProblem;

/** 证书吊销列表 (RFC 5280 §5): a complete list of one issuer. Delta, indirect and partial lists are not taken. */
public final class RevocationList {

    private static final int LONGEST = 16 << 20;
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
            Set.of(Extension.authorityKeyIdentifier, Extension.cRLNumber);

    private final X509CRLHolder holder;
    private final Instant from;
    private final Instant to;

    private RevocationList(X509CRLHolder holder, Instant from, Instant to) {
        this.holder = holder;
        this.from = from;
        this.to = to;
    }

    public static RevocationList parse(byte[] der) throws CryptoFailure {
        if (der.length > LONGEST) {
            throw new CryptoFailure("a list is not that long");
        }
        try {
            X509CRLHolder holder = new X509CRLHolder(der);
            Date next = holder.getNextUpdate();
            if (next == null) {
                throw new CryptoFailure("the list does not say how long it holds");
            }
            return new RevocationList(holder, holder.getThisUpdate().toInstant(), next.toInstant());
        } catch (IOException | RuntimeException malformed) {
            throw new CryptoFailure("not a list", malformed);
        }
    }

    public Instant from() {
        return from;
    }

    public Instant to() {
        return to;
    }

    /** The issuer's name as text. */
    public String issuer() {
        return holder.getIssuer().toString();
    }

    /** 吊销列表编号, where the list has one. */
    public Optional<BigInteger> number() {
        Extension number = holder.getExtension(Extension.cRLNumber);
        return number != null && number.getParsedValue() instanceof ASN1Integer value
                ? Optional.of(value.getValue())
                : Optional.empty();
    }

    /** How many certificates it revokes. */
    public int count() {
        return holder.getRevokedCertificates().size();
    }

    /** Whether this issuer made it and it is a list of the kind that is understood. */
    public boolean isOf(X509 issuer) {
        try {
            boolean understood = holder.getCriticalExtensionOIDs().stream().allMatch(oid -> UNDERSTOOD.contains(oid));
            boolean whole = holder.getExtension(Extension.deltaCRLIndicator) == null
                    && holder.getExtension(Extension.issuingDistributionPoint) == null;
            byte[] signed = holder.toASN1Structure().getTBSCertList().getEncoded(ASN1Encoding.DER);
            return understood
                    && whole
                    && holder.getIssuer().equals(issuer.subject())
                    && issuer.hasUsage(KeyUsage.cRLSign)
                    && Signatures.verify(
                            issuer.key(),
                            holder.toASN1Structure().getSignatureAlgorithm(),
                            signed,
                            holder.toASN1Structure().getSignature().getOctets());
        } catch (IOException | RuntimeException malformed) {
            return false; // hostile DER
        }
    }

    /** What the list says of a certificate of this issuer. */
    public RevocationAnswer of(X509 certificate, X509 issuer, Instant at) {
        if (!isOf(issuer)) {
            return new RevocationAnswer.Unknown(PathProblem.CRL_UNUSABLE);
        }
        if (at.isAfter(to) || at.plus(SKEW).isBefore(from)) {
            return new RevocationAnswer.Unknown(PathProblem.CRL_EXPIRED);
        }
        X509CRLEntryHolder entry = holder.getRevokedCertificate(new BigInteger(certificate.serial(), 16));
        if (entry == null) {
            return new RevocationAnswer.Good(to);
        }
        Instant revoked = entry.getRevocationDate().toInstant();
        return revoked.isAfter(at) && !isCompromised(entry)
                ? new RevocationAnswer.Good(revoked.isBefore(to) ? revoked : to)
                : new RevocationAnswer.Revoked(revoked);
    }

    /** A key that leaked is worth nothing at any time. */
    private static boolean isCompromised(X509CRLEntryHolder entry) {
        Extension reason = entry.getExtension(Extension.reasonCode);
        return reason != null
                && reason.getParsedValue() instanceof ASN1Enumerated code
                && code.intValueExact() == CRLReason.keyCompromise;
    }
}
