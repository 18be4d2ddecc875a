package org.mingjian.pki.domain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.PathProblem;

/** One question to an OCSP responder (RFC 6960) and what its answer is worth. */
public final class OcspExchange {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration WITHOUT_END = Duration.ofMinutes(5);
    private static final RevocationAnswer NOTHING = new RevocationAnswer.Unknown(PathProblem.OCSP_UNAVAILABLE);

    private final X509 certificate;
    private final X509 issuer;
    private final byte[] nonce;

    /** @param nonce makes an old answer useless for this question */
    public OcspExchange(X509 certificate, X509 issuer, byte[] nonce) {
        this.certificate = certificate;
        this.issuer = issuer;
        this.nonce = nonce.clone();
    }

    public byte[] question() throws CryptoFailure {
        try {
            byte[] value = new DEROctetString(nonce).getEncoded();
            return new OCSPReqBuilder()
                    .addRequest(id())
                    .setRequestExtensions(new Extensions(
                            new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(value))))
                    .build()
                    .getEncoded();
        } catch (IOException | OCSPException e) {
            throw new CryptoFailure("no question can be made", e);
        }
    }

    /** SHA-1 only names the issuer here, as RFC 5019 asks of every responder; nothing is protected by it. */
    private CertificateID id() throws CryptoFailure {
        try {
            DigestCalculator sha1 = new BcDigestCalculatorProvider()
                    .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE));
            return new CertificateID(sha1, issuer.holder(), new BigInteger(certificate.serial(), 16));
        } catch (OperatorCreationException | OCSPException e) {
            throw new CryptoFailure("the certificate cannot be named", e);
        }
    }

    /** Anything that is not a fresh, signed answer about this certificate is no answer. */
    public RevocationAnswer read(byte[] answer, Instant at) {
        try {
            OCSPResp response = new OCSPResp(answer);
            if (response.getStatus() != OCSPResp.SUCCESSFUL
                    || !(response.getResponseObject() instanceof BasicOCSPResp basic)
                    || !isSigned(basic, at)
                    || !isToThisQuestion(basic)) {
                return NOTHING;
            }
            for (SingleResp single : basic.getResponses()) {
                if (id().equals(single.getCertID())) {
                    return read(single, at);
                }
            }
            return NOTHING;
        } catch (IOException | OCSPException | CryptoFailure | RuntimeException malformed) {
            return NOTHING; // hostile DER
        }
    }

    private static RevocationAnswer read(SingleResp single, Instant at) {
        Instant from = single.getThisUpdate().toInstant();
        Instant to = single.getNextUpdate() == null
                ? from.plus(WITHOUT_END)
                : single.getNextUpdate().toInstant();
        if (at.plus(SKEW).isBefore(from) || at.isAfter(to)) {
            return NOTHING;
        }
        if (single.getCertStatus() == CertificateStatus.GOOD) {
            return new RevocationAnswer.Good(to);
        }
        return single.getCertStatus() instanceof RevokedStatus revoked
                ? new RevocationAnswer.Revoked(revoked.getRevocationTime().toInstant())
                : NOTHING;
    }

    private boolean isToThisQuestion(BasicOCSPResp basic) {
        Extension found = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (found == null) {
            return true; // a responder that signs in advance; thisUpdate and nextUpdate bound it
        }
        DEROctetString value = new DEROctetString(nonce);
        byte[] given = found.getExtnValue().getOctets();
        return Arrays.equals(given, nonce) || value.equals(found.getParsedValue());
    }

    /** By the issuer itself, or by a certificate that the issuer gave for this purpose. */
    private boolean isSigned(BasicOCSPResp basic, Instant at) throws IOException, CryptoFailure {
        Optional<X509> delegate = Optional.empty();
        for (X509CertificateHolder held : List.of(basic.getCerts())) {
            X509 one = X509.parse(held.toASN1Structure().getEncoded(ASN1Encoding.DER));
            boolean mayAnswer = one.purposes().contains(KeyPurposeId.id_kp_OCSPSigning)
                    && one.issuer().equals(issuer.subject())
                    && one.hasAcceptedAlgorithms()
                    && !at.isBefore(one.notBefore())
                    && !at.isAfter(one.notAfter())
                    && one.isSignedBy(issuer);
            if (mayAnswer) {
                delegate = Optional.of(one);
            }
        }
        return verifies(basic, issuer)
                || delegate.filter(one -> verifies(basic, one)).isPresent();
    }

    private static boolean verifies(BasicOCSPResp basic, X509 signer) {
        return Signatures.verify(
                signer.key(), basic.getSignatureAlgorithmID(), basic.getTBSResponseData(), basic.getSignature());
    }
}
