package org.mingjian.identity.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Rights;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformClock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions by random token, of which only the SM3 digest is stored. They end when idle, at the latest after a working
 * day, when the password changes, and when their owner or the security administrator ends them from afar.
 */
@Service
public class KeepingSessions {

    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    /** Who came in, and whether only to change the password and to enrol a certificate. */
    public record Visitor(Caller caller, boolean enrolling) {}

    /** From where somebody signs in. */
    public record Device(String address, String browser) {}

    /** A session to be opened. */
    record Wanted(UUID account, @Nullable String certificate, Device device, boolean enrolling) {}

    private final SessionStore sessions;
    private final KnowingRights rights;
    private final SessionRules rules;
    private final Facts facts;
    private final PlatformClock clock;
    private final SecureRandom random = new SecureRandom();

    KeepingSessions(SessionStore sessions, KnowingRights rights, SessionRules rules, Facts facts, PlatformClock clock) {
        this.sessions = sessions;
        this.rights = rights;
        this.rules = rules;
        this.facts = facts;
        this.clock = clock;
    }

    /** Always a new token: what a browser brought along before the login is worth nothing after it. */
    List<String> open(List<Wanted> wanted) {
        Instant machine = machineTime();
        List<String> tokens = new ArrayList<>();
        List<SessionStore.Opened> opened = new ArrayList<>();
        for (Wanted one : wanted) {
            byte[] token = new byte[32];
            random.nextBytes(token);
            SessionStore.Session session = new SessionStore.Session(
                    UUID.randomUUID(),
                    one.account(),
                    one.certificate(),
                    machine,
                    machine,
                    one.device().address(),
                    one.device().browser(),
                    one.enrolling());
            opened.add(new SessionStore.Opened(Sm3.digest(token), session));
            tokens.add(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        }
        sessions.open(opened);
        return tokens;
    }

    /** The one behind a token, or empty when it is unknown, idle or old beyond the rules, or the account is shut. */
    public Optional<Visitor> visitor(String token) {
        byte[] digest = Sm3.digest(SigningIn.decode(token));
        Instant now = machineTime();
        Optional<SessionStore.Known> found = sessions.find(digest).filter(known -> lives(known, now));
        if (found.isPresent() && found.get().session().seenAt().plus(SEEN_STEP).isBefore(now)) {
            sessions.seen(digest, now);
        }
        return found.flatMap(this::visitor);
    }

    private boolean lives(SessionStore.Known known, Instant now) {
        return known.session().seenAt().plus(rules.idle()).isAfter(now)
                && known.session().createdAt().plus(rules.longest()).isAfter(now);
    }

    /** The one behind a session that lives; empty when the account is shut. */
    Optional<Visitor> visitor(SessionStore.Known known) {
        return known.account().active()
                ? Optional.of(new Visitor(caller(known), known.session().enrolling()))
                : Optional.empty();
    }

    private Caller caller(SessionStore.Known known) {
        AccountView account = known.account();
        Rights standing = rights.of(account.id());
        return new Caller(
                account.id(),
                account.login(),
                account.name(),
                standing.roles(clock.instant()),
                known.organisation(),
                known.session().certificate(),
                standing);
    }

    @Transactional
    public void signOut(String token, Caller caller) {
        sessions.close(Sm3.digest(SigningIn.decode(token)));
        note(caller, caller.account(), "退出登录");
    }

    /** One's own living sessions, newest first. */
    public List<SessionStore.Session> of(UUID account) {
        Instant now = machineTime();
        return sessions.of(account, now.minus(rules.idle()), now.minus(rules.longest()));
    }

    public boolean isPresent(String token, SessionStore.Session session) {
        return sessions.find(Sm3.digest(SigningIn.decode(token)))
                .filter(found -> found.session().id().equals(session.id()))
                .isPresent();
    }

    /** Ends a session from afar. @param account whose it must be */
    @Transactional
    public void end(UUID session, UUID account, Caller caller) {
        if (!sessions.end(session, account)) {
            throw new PlatformException(IdentityError.SESSION_NOT_FOUND, session.toString());
        }
        note(caller, account, "远程下线");
    }

    /** The security administrator ends all of somebody's sessions. */
    @Transactional
    public int endAll(UUID account, Caller caller) {
        int ended = sessions.closeAll(account);
        note(caller, account, "强制下线 " + ended + " 个会话");
        return ended;
    }

    private void note(Caller caller, UUID account, String what) {
        facts.record(NewFact.secret(
                "account:" + account, "session.ended", caller.actor(), Map.of("result", what), Secrecy.PARTIES));
    }

    /** Sessions age by the machine's time: a sandbox that jumps a month ahead does not sign everybody out. */
    Instant machineTime() {
        return clock.instant().minus(clock.offset());
    }
}
