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
import org.mingjian.identity.Accounts.CertificateView;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.app.KeepingSessions.Device;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.pki.Purpose;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Login by password, by an SM2 signature over a one-time challenge, or by both, as staff must outside a sandbox. Five
 * failures lock an account for thirty minutes; every failure answers the same, whether the account exists or not.
 */
@Service
public class SigningIn {

    private static final int FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(30);
    private static final Duration CHALLENGE = Duration.ofMinutes(3);
    private static final String UNKNOWN = "logins:unknown";

    /** A signature over {@code mingjian-login:} and the challenge text. */
    public record Proof(String serial, String challenge, byte[] signature) {}

    private final AccountStore accounts;
    private final KeepingCertificates certificates;
    private final SessionStore challenges;
    private final KeepingSessions sessions;
    private final Passwords passwords;
    private final LoginRules rules;
    private final Facts facts;
    private final SecureRandom random = new SecureRandom();

    SigningIn(
            AccountStore accounts,
            KeepingCertificates certificates,
            SessionStore challenges,
            KeepingSessions sessions,
            Passwords passwords,
            LoginRules rules,
            Facts facts) {
        this.accounts = accounts;
        this.certificates = certificates;
        this.challenges = challenges;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.facts = facts;
    }

    /**
     * @param proof the second factor, for those who must show one
     * @return the session token, or empty when refused; the refusal is recorded either way
     */
    @Transactional
    public Optional<String> byPassword(String login, String password, @Nullable Proof proof, Device device) {
        rules.requireCalm(device);
        Optional<AccountStore.Row> row = accounts.accountByLogin(login);
        boolean right = passwords.matches(
                password, row.map(AccountStore.Row::passwordHash).filter(hash -> !hash.isEmpty()));
        if (row.isEmpty()) {
            rules.failed(device);
            note(UNKNOWN, new Actor("stranger", "", null, null, null, null), "login.refused", device, "账户不存在");
            return Optional.empty();
        }
        UUID account = row.get().view().id();
        String shown = proof != null && signer(proof).filter(account::equals).isPresent() ? proof.serial() : null;
        boolean proven = proof == null || shown != null;
        return admit(row.get(), right && proven, new Shown(true, shown), device);
    }

    @Transactional
    public String challenge() {
        byte[] value = new byte[32];
        random.nextBytes(value);
        challenges.challenge(value, rules.now().plus(CHALLENGE));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /**
     * @param challenge as given out by {@link #challenge()}
     * @param signature SM2 over the UTF-8 bytes of {@code mingjian-login:} followed by the challenge text
     */
    @Transactional
    public Optional<String> byCertificate(String serial, String challenge, byte[] signature, Device device) {
        rules.requireCalm(device);
        List<CertificateStore.Row> known = certificates.rows(serial);
        Optional<UUID> signer = signer(new Proof(serial, challenge, signature));
        if (known.isEmpty()) {
            rules.failed(device);
            return Optional.empty();
        }
        AccountStore.Row row =
                accounts.account(signer.orElse(known.getFirst().account())).orElseThrow();
        return admit(row, signer.isPresent(), new Shown(false, serial), device);
    }

    /** Whose fresh and good signature it is; the challenge is used up by looking. */
    private Optional<UUID> signer(Proof proof) {
        boolean fresh = challenges.takeChallenge(decode(proof.challenge()), rules.now());
        byte[] message = ("mingjian-login:" + proof.challenge()).getBytes(StandardCharsets.UTF_8);
        return certificates.rows(proof.serial()).stream()
                .filter(one -> certificates.signs(one, message, proof.signature(), Purpose.LOGIN))
                .map(CertificateStore.Row::account)
                .filter(account -> fresh)
                .findFirst();
    }

    /** What was shown and found right. */
    private record Shown(boolean password, @Nullable String certificate) {
        String words() {
            return password ? (certificate == null ? "口令" : "口令和证书") : "证书";
        }
    }

    private Optional<String> admit(AccountStore.Row row, boolean right, Shown shown, Device device) {
        Instant now = rules.now();
        Instant lockedUntil = row.lockedUntil();
        boolean locked = lockedUntil != null && lockedUntil.isAfter(now);
        AccountView account = row.view();
        Actor actor = new Actor(account.id().toString(), account.name(), null, null, null, shown.certificate());
        if (!right || locked || !account.active()) {
            rules.failed(device);
            Instant lock = row.failures() + 1 >= FAILURES ? now.plus(LOCK) : lockedUntil;
            accounts.failed(account.id(), lock);
            note("account:" + account.id(), actor, "login.refused", device, locked ? "已锁定" : "凭据不对");
            return Optional.empty();
        }
        boolean enrolling = rules.mustEnrol(row);
        if (!enrolling && rules.needsBoth(row) && !(shown.password() && shown.certificate() != null)) {
            enrolling = requireNothingToShow(account);
        }
        accounts.succeeded(account.id());
        note("account:" + account.id(), actor, "login.accepted", device, shown.words());
        return Optional.of(sessions.open(account.id(), shown.certificate(), device, enrolling));
    }

    /** Somebody without any certificate yet may come in to enrol one, and for nothing else. */
    private boolean requireNothingToShow(AccountView account) {
        boolean has = certificates.of(account.id()).stream().anyMatch(CertificateView::usable);
        if (has) {
            throw new PlatformException(IdentityError.SECOND_FACTOR_NEEDED, "请同时用口令和证书登录（GB/T 22239-2019 8.1.4.1）");
        }
        return true;
    }

    private void note(String stream, Actor actor, String kind, Device device, String result) {
        Map<String, Object> body = Map.of("address", device.address(), "act", "登录", "result", result);
        facts.record(NewFact.secret(stream, kind, actor, body, Secrecy.PARTIES));
    }

    static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "不是本平台给出的文本", e);
        }
    }
}
