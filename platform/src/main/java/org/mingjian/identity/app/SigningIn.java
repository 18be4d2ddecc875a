package org.mingjian.identity.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformClock;
import org.mingjian.pki.Purpose;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Login by password or by an SM2 signature over a one-time challenge; sessions by random token, of which only the SM3
 * digest is stored. Five failures lock an account for fifteen minutes; every failure answers the same.
 */
@Service
public class SigningIn {

    private static final int FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final Duration CHALLENGE = Duration.ofMinutes(3);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private final AccountStore accounts;
    private final KeepingCertificates certificates;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final KnowingRights rights;
    private final Facts facts;
    private final PlatformClock clock;
    private final SecureRandom random = new SecureRandom();

    SigningIn(
            AccountStore accounts,
            KeepingCertificates certificates,
            SessionStore sessions,
            Passwords passwords,
            KnowingRights rights,
            Facts facts,
            PlatformClock clock) {
        this.accounts = accounts;
        this.certificates = certificates;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rights = rights;
        this.facts = facts;
        this.clock = clock;
    }

    /** @return the session token, or empty when refused; the refusal is recorded either way */
    @Transactional
    public Optional<String> byPassword(String login, String password) {
        Optional<AccountStore.Row> row = accounts.accountByLogin(login);
        boolean right = passwords.matches(
                password, row.map(AccountStore.Row::passwordHash).filter(hash -> !hash.isEmpty()));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return admit(row.get(), right, null);
    }

    @Transactional
    public String challenge() {
        byte[] value = bytes();
        sessions.challenge(value, clock.instant().plus(CHALLENGE));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /**
     * @param challenge as given out by {@link #challenge()}
     * @param signature SM2 over the UTF-8 bytes of {@code mingjian-login:} followed by the challenge text
     */
    @Transactional
    public Optional<String> byCertificate(String serial, String challenge, byte[] signature) {
        List<CertificateStore.Row> known = certificates.rows(serial);
        boolean fresh = sessions.takeChallenge(decode(challenge), clock.instant());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        byte[] message = ("mingjian-login:" + challenge).getBytes(StandardCharsets.UTF_8);
        Optional<CertificateStore.Row> signer = known.stream()
                .filter(one -> certificates.signs(one, message, signature, Purpose.LOGIN))
                .findFirst();
        AccountStore.Row row =
                accounts.account(signer.orElse(known.getFirst()).account()).orElseThrow();
        return admit(row, fresh && signer.isPresent(), serial);
    }

    private Optional<String> admit(AccountStore.Row row, boolean right, @Nullable String certificate) {
        Instant now = clock.instant();
        Instant lockedUntil = row.lockedUntil();
        boolean locked = lockedUntil != null && lockedUntil.isAfter(now);
        AccountView account = row.view();
        if (!right || locked || !account.active()) {
            Instant lock = row.failures() + 1 >= FAILURES ? now.plus(LOCK) : lockedUntil;
            accounts.failed(account.id(), lock);
            note(account.id(), "login.refused", certificate);
            return Optional.empty();
        }
        accounts.succeeded(account.id());
        byte[] token = bytes();
        Instant machine = machineTime();
        sessions.open(Sm3.digest(token), new SessionStore.Session(account.id(), certificate, machine, machine));
        note(account.id(), "login.accepted", certificate);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    private void note(UUID account, String kind, @Nullable String certificate) {
        Map<String, Object> body =
                certificate == null ? Map.of("by", "password") : Map.of("by", "certificate", "serial", certificate);
        Actor actor = new Actor(account.toString(), "", null, null, null, certificate);
        facts.record(NewFact.secret("account:" + account, kind, actor, body, Secrecy.PARTIES));
    }

    /** The caller behind a token, or empty when it is unknown, idle too long, or the account is shut. */
    public Optional<Caller> caller(String token) {
        byte[] digest = Sm3.digest(decode(token));
        Instant now = machineTime();
        Optional<SessionStore.Known> found = sessions.find(digest, clock.instant())
                .filter(known -> known.session().seenAt().plus(IDLE).isAfter(now));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().session().seenAt().plus(SEEN_STEP).isBefore(now)) {
            sessions.seen(digest, now);
        }
        return found.filter(known -> known.account().active()).map(this::caller);
    }

    private Caller caller(SessionStore.Known known) {
        AccountView account = known.account();
        return new Caller(
                account.id(),
                account.login(),
                account.name(),
                account.roles(),
                known.organisation(),
                known.session().certificate(),
                rights.of(account.id()));
    }

    public void signOut(String token) {
        sessions.close(Sm3.digest(decode(token)));
    }

    /** Sessions age by the machine's time: a sandbox that jumps a month ahead does not sign everybody out. */
    private Instant machineTime() {
        return clock.instant().minus(clock.offset());
    }

    static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "不是本平台给出的文本", e);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
