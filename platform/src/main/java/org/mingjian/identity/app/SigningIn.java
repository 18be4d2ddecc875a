package org.mingjian.identity.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.app.KeepingSessions.Device;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.CertificateStore;
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

    /** How long a challenge may be answered. */
    static final Duration CHALLENGE = Duration.ofMinutes(3);

    private static final String UNKNOWN = "logins:unknown";

    /** A signature over {@code mingjian-login:} and the challenge text. */
    public record Proof(String serial, String challenge, byte[] signature) {}

    private final AccountStore accounts;
    private final KeepingCertificates certificates;
    private final Admitting admitting;
    private final Welcoming welcoming;
    private final Passwords passwords;
    private final LoginRules rules;
    private final Facts facts;
    private final SecureRandom random = new SecureRandom();

    SigningIn(
            AccountStore accounts,
            KeepingCertificates certificates,
            Admitting admitting,
            Welcoming welcoming,
            Passwords passwords,
            LoginRules rules,
            Facts facts) {
        this.accounts = accounts;
        this.certificates = certificates;
        this.admitting = admitting;
        this.welcoming = welcoming;
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
            Actor stranger = new Actor("stranger", "", null, null, null, null);
            facts.record(Admitting.note(UNKNOWN, stranger, "login.refused", device, "账户不存在"));
            return Optional.empty();
        }
        UUID account = row.get().view().id();
        String shown = proof != null && signer(proof).filter(account::equals).isPresent() ? proof.serial() : null;
        boolean proven = proof == null || shown != null;
        return admitting.admit(
                new Admitting.Attempt(account, right && proven, new Admitting.Shown(true, shown), device));
    }

    public String challenge() {
        byte[] value = new byte[32];
        random.nextBytes(value);
        admitting.keepChallenge(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /**
     * @param challenge as given out by {@link #challenge()}
     * @param signature SM2 over the UTF-8 bytes of {@code mingjian-login:} followed by the challenge text
     */
    public Optional<String> byCertificate(String serial, String challenge, byte[] signature, Device device) {
        rules.requireCalm(device);
        List<CertificateStore.Row> known = welcoming.holders(serial);
        UUID holder = known.isEmpty() ? null : known.getFirst().account();
        Proof proof = new Proof(serial, challenge, signature);
        UUID signer = signers(known, proof).findFirst().orElse(null);
        return admitting.bySignature(new Admitting.Signed(decode(challenge), serial, holder, signer, device));
    }

    /** Whose fresh and good signature it is; the challenge is used up by looking. */
    private Optional<UUID> signer(Proof proof) {
        boolean fresh = admitting.takeChallenge(decode(proof.challenge()));
        return signers(certificates.rows(proof.serial()), proof)
                .filter(account -> fresh)
                .findFirst();
    }

    /** Whose certificates, of those that may sign in, made the signature. */
    private Stream<UUID> signers(List<CertificateStore.Row> known, Proof proof) {
        byte[] message = ("mingjian-login:" + proof.challenge()).getBytes(StandardCharsets.UTF_8);
        return known.stream()
                .filter(one -> certificates.signs(one, message, proof.signature(), Purpose.LOGIN))
                .map(CertificateStore.Row::account);
    }

    static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "不是本平台给出的文本", e);
        }
    }
}
