package org.mingjian.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.CryptoFailure;

/** Certificates of all trusted authorities: reading, checking, verifying, and the list of authorities as data. */
public interface TrustedCertificates {

    /** How revocation is found out for what an authority issues. */
    enum Revocation {
        /** By its list alone. */
        CRL,
        /** By asking its responder; when that is silent, by its list. */
        OCSP,
        /** Not at all: only the development authority, whose certificates this platform revokes itself. */
        NONE
    }

    /**
     * A trusted authority 电子认证服务机构.
     *
     * @param id short name, such as {@code sxca}
     * @param anchor true when paths may end here; false for an intermediate that is kept so that holders need not
     *     send it
     * @param purposes what it is trusted for
     * @param crlUrl where its list is fetched; addresses written in certificates are never followed
     */
    record Authority(
            String id,
            String name,
            byte[] certificate,
            boolean anchor,
            Set<Purpose> purposes,
            Revocation revocation,
            @Nullable String crlUrl,
            @Nullable String ocspUrl,
            boolean enabled) {}

    /** @throws CryptoFailure when it is no certificate or its key is of a kind that is not accepted */
    CertificateReading read(byte[] der) throws CryptoFailure;

    /** @param intermediates what the holder sent along, in any order */
    PathVerdict check(byte[] der, List<byte[]> intermediates, Purpose purpose, Instant at);

    /**
     * True when {@code signature} is over the message by the certificate's key: SM2 r‖s (64 bytes) or its DER form,
     * RSA PKCS#1 v1.5 with SHA-256. Says nothing of the path.
     */
    boolean isSignature(byte[] der, byte[] message, byte[] signature);

    /** Encrypts a key of 16 bytes for the holder: SM2 (C1C3C2) or RSA-OAEP with SHA-256. */
    byte[] wrap(byte[] der, byte[] key) throws CryptoFailure;

    List<Authority> authorities();

    /**
     * Trusts an authority from now on, or changes what is known of it. Who may want that, and who must agree, is for
     * the caller to ask.
     */
    void trust(Authority authority, String basis);

    /**
     * @throws org.mingjian.kernel.PlatformException AUTHORITY_UNUSABLE when it could not be trusted: no certificate of
     *     an authority, or no way to ask what it revoked
     */
    void requireTrustable(Authority authority);

    /**
     * How an authority stands now.
     *
     * @param subject as its certificate names it
     * @param fingerprint SM3 of the certificate, in hex
     * @param listFrom when the newest list that is kept was made; null when none is
     * @param answered when its services last answered this node; null when they were not asked since the start
     * @param silent when they last did not; null when they always did
     */
    record Standing(
            String id,
            String subject,
            String fingerprint,
            Instant notBefore,
            Instant notAfter,
            @Nullable Instant listFrom,
            @Nullable Instant listTo,
            @Nullable Instant answered,
            @Nullable Instant silent) {}

    List<Standing> standings();

    /** Asks the authority's services now: fetches its list, knocks at its responder. */
    Standing ask(String authority);

    Optional<Authority> authority(String id);
}
