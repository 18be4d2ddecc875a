package org.mingjian.identity.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts.CertificateView;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.CertificateReading;
import org.mingjian.pki.DevelopmentAuthority;
import org.mingjian.pki.PathVerdict;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 证书绑定: which certificates, of whichever trusted authority, speak for an account. Each use asks again whether the
 * certificate is good now: dates, path, revocation.
 */
@Service
@Order(5)
public class KeepingCertificates implements ApplicationRunner {

    private static final String BASIS = "电子签名法 §13、§16";

    /**
     * A certificate shown by its holder.
     *
     * @param chain intermediates, in any order
     * @param challenge one that the platform gave out
     * @param signature over {@code mingjian-bind:} and the challenge: that he has the key
     */
    public record Shown(byte[] certificate, List<byte[]> chain, String challenge, byte[] signature) {}

    private final CertificateStore store;
    private final SessionStore sessions;
    private final TrustedCertificates trusted;
    private final DevelopmentAuthority development;
    private final Facts facts;
    private final InstantSource clock;

    KeepingCertificates(
            CertificateStore store,
            SessionStore sessions,
            TrustedCertificates trusted,
            DevelopmentAuthority development,
            Facts facts,
            InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.trusted = trusted;
        this.development = development;
        this.facts = facts;
        this.clock = clock;
    }

    /** An earlier release kept the development authority's key in the database: it moves to the key folder. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        store.authorityWithKey().ifPresent(earlier -> {
            development.adopt(earlier);
            store.forgetAuthorityKeys();
        });
    }

    List<CertificateStore.Row> find(String serial, Purpose purpose) {
        return store.find(serial).stream().filter(row -> isGood(row, purpose)).toList();
    }

    List<CertificateView> findViews(String serial) {
        return store.find(serial).stream().map(this::view).toList();
    }

    List<CertificateView> of(UUID account) {
        return store.of(account).stream()
                .filter(row -> !row.revoked())
                .map(this::view)
                .toList();
    }

    List<CertificateStore.Row> rows(String serial) {
        return store.find(serial);
    }

    boolean signs(CertificateStore.Row row, byte[] message, byte[] signature, Purpose purpose) {
        return isGood(row, purpose) && trusted.isSignature(row.der(), message, signature);
    }

    boolean isSignedBy(UUID account, byte[] message, byte[] signature) {
        return store.of(account).stream().anyMatch(row -> signs(row, message, signature, Purpose.SIGN));
    }

    boolean isUsable(CertificateStore.Row row) {
        return isGood(row, Purpose.SIGN);
    }

    private CertificateView view(CertificateStore.Row row) {
        return new CertificateView(
                row.serial(),
                row.account(),
                row.authority(),
                row.algorithm(),
                row.publicKey(),
                row.notAfter(),
                isGood(row, Purpose.SIGN));
    }

    private boolean isGood(CertificateStore.Row row, Purpose purpose) {
        Instant now = clock.instant();
        return !row.revoked()
                && !now.isBefore(row.notBefore())
                && row.notAfter().isAfter(now)
                && trusted.check(row.der(), row.chain(), purpose, now).isValid();
    }

    /** Binds a certificate of a trusted authority to the caller's account. */
    @Transactional
    public CertificateView bind(Shown shown, Caller caller) {
        byte[] message = ("mingjian-bind:" + shown.challenge()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        boolean fresh = sessions.takeChallenge(SigningIn.decode(shown.challenge()), clock.instant());
        if (!fresh || !trusted.isSignature(shown.certificate(), message, shown.signature())) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "签名不是这张证书对本次挑战的签名");
        }
        String authority = requireTrusted(shown);
        CertificateReading read = read(shown.certificate());
        requireHolder(read, caller);
        CertificateStore.Row row = new CertificateStore.Row(
                authority,
                read.serial(),
                caller.account(),
                shown.certificate(),
                shown.chain(),
                read.algorithm(),
                read.publicKey(),
                read.notBefore(),
                read.notAfter(),
                false);
        try {
            store.add(row);
        } catch (DuplicateKeyException e) {
            throw new PlatformException(IdentityError.CERTIFICATE_TAKEN, read.serial(), e);
        }
        facts.record(NewFact.secret(
                "account:" + caller.account(),
                "certificate.bound",
                caller.actor(),
                Map.of(
                        "serial", read.serial(),
                        "authority", authority,
                        "issuer", read.issuer(),
                        "algorithm", read.algorithm(),
                        "notAfter", read.notAfter()),
                Secrecy.PARTIES));
        return view(row);
    }

    private String requireTrusted(Shown shown) {
        return switch (trusted.check(shown.certificate(), shown.chain(), Purpose.LOGIN, clock.instant())) {
            case PathVerdict.Valid valid -> valid.authority();
            case PathVerdict.Invalid invalid ->
                throw new RefusedException(
                        new Refusal("CERTIFICATE_" + invalid.problem().name(), BASIS, invalid.words()));
        };
    }

    private CertificateReading read(byte[] der) {
        try {
            return trusted.read(der);
        } catch (CryptoFailure e) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "证书读不懂", e);
        }
    }

    private static void requireHolder(CertificateReading read, Caller caller) {
        if (!isHolder(read, caller)) {
            throw new RefusedException(new Refusal("CERTIFICATE_OF_ANOTHER", BASIS, "证书所载主体与本账户的单位或姓名不一致"));
        }
    }

    /** A company's certificate names the company by its credit code; a person's without a company names the person. */
    static boolean isHolder(CertificateReading read, Caller caller) {
        Organisation organisation = caller.organisation();
        String code = organisation == null ? null : organisation.creditCode();
        return code == null
                ? read.name().equals(caller.name())
                : read.creditCode().equals(code)
                        || read.creditCode().length() == 9 && code.startsWith(read.creditCode(), 8);
    }

    /**
     * The holder gives a certificate up: lost, stolen, replaced. It is never taken again.
     *
     * @param authority which of several with the same number; null when there is but one
     */
    @Transactional
    public void giveUp(String serial, @Nullable String authority, Caller caller) {
        CertificateStore.Row row = store.find(serial).stream()
                .filter(one -> one.account().equals(caller.account()) && !one.revoked())
                .filter(one -> authority == null || one.authority().equals(authority))
                .findFirst()
                .orElseThrow(() -> new PlatformException(IdentityError.CERTIFICATE_NOT_FOUND, serial));
        store.revoke(row.authority(), serial, clock.instant());
        facts.record(NewFact.secret(
                "account:" + caller.account(),
                "certificate.given-up",
                caller.actor(),
                Map.of("serial", serial, "authority", row.authority()),
                Secrecy.PARTIES));
    }

    /** The account whose certificate this is, when it is good for a purpose. */
    Optional<CertificateStore.Row> holderOf(byte[] certificate, Purpose purpose) {
        CertificateReading read = read(certificate);
        return find(read.serial(), purpose).stream()
                .filter(row -> java.util.Arrays.equals(row.der(), certificate))
                .findFirst();
    }
}
