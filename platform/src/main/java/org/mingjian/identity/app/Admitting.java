package org.mingjian.identity.app;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.GroupWork;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What comes of an attempt to sign in: the account's state is asked, the fact recorded, the session opened. Attempts
 * by certificate that come at the same time share one transaction; each is answered when that is durable.
 */
@Component
class Admitting {

    private static final int FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(30);
    private static final int GROUP = 256;

    /** What was shown. */
    record Shown(boolean password, @Nullable String certificate) {
        String words() {
            return password ? (certificate == null ? "口令" : "口令和证书") : "证书";
        }
    }

    /** @param right whether what was shown is right */
    record Attempt(UUID account, boolean right, Shown shown, Device device) {}

    /**
     * A signature over a challenge, already verified by whose certificate it is.
     *
     * @param holder who has a certificate of this number; null when nobody has
     * @param signer whose certificate made the signature; null when it is nobody's
     */
    record Signed(
            byte[] challenge,
            String serial,
            @Nullable UUID holder,
            @Nullable UUID signer,
            Device device) {}

    /** @param enrolling null when refused */
    private record Verdict(
            AccountStore.Row row,
            Attempt attempt,
            boolean locked,
            @Nullable Boolean enrolling) {}

    private final AccountStore accounts;
    private final KeepingCertificates certificates;
    private final SessionStore challenges;
    private final KeepingSessions sessions;
    private final LoginRules rules;
    private final Facts facts;
    private final TransactionTemplate transaction;
    private final GroupWork<Signed, Optional<String>> signedTogether;
    private final GroupWork<byte[], Boolean> challengesTogether;

    Admitting(
            AccountStore accounts,
            KeepingCertificates certificates,
            SessionStore challenges,
            KeepingSessions sessions,
            LoginRules rules,
            Facts facts,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.certificates = certificates;
        this.challenges = challenges;
        this.sessions = sessions;
        this.rules = rules;
        this.facts = facts;
        this.transaction = transaction;
        this.signedTogether = new GroupWork<>(
                thread("login-commit"),
                GROUP,
                piece -> Objects.requireNonNull(transaction.execute(status -> bySignatures(piece))));
        this.challengesTogether = new GroupWork<>(thread("challenge-commit"), GROUP, piece -> {
            keep(piece);
            return piece.stream().map(one -> true).toList();
        });
    }

    private static Executor thread(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Returns when the challenge is kept. An act that is recorded with its transaction has one of its own. */
    void keepChallenge(byte[] value) {
        if (Origin.present().isPresent()) {
            keep(List.of(value));
        } else {
            challengesTogether.of(value);
        }
    }

    private void keep(List<byte[]> values) {
        Instant end = rules.now().plus(SigningIn.CHALLENGE);
        transaction.executeWithoutResult(status -> challenges.keepChallenges(values, end));
    }

    /** In the caller's transaction; used up by looking. */
    boolean takeChallenge(byte[] value) {
        return challenges.takeChallenge(value, rules.now());
    }

    /** In the caller's transaction. */
    Optional<String> admit(Attempt attempt) {
        return admitAll(List.of(attempt)).getFirst();
    }

    /** In a transaction that it may share. @return the session token; empty when refused */
    Optional<String> bySignature(Signed signed) {
        return signedTogether.of(signed);
    }

    /** Each challenge is used up by looking, by the first who brings it. */
    private List<Optional<String>> bySignatures(List<Signed> piece) {
        Set<ByteBuffer> fresh = new HashSet<>();
        challenges
                .takeChallenges(piece.stream().map(Signed::challenge).toList(), rules.now())
                .forEach(value -> fresh.add(ByteBuffer.wrap(value)));
        List<Attempt> attempts = new ArrayList<>();
        for (Signed one : piece) {
            boolean isFresh = fresh.remove(ByteBuffer.wrap(one.challenge()));
            UUID signer = isFresh ? one.signer() : null;
            UUID account = signer == null ? one.holder() : signer;
            if (account != null) {
                attempts.add(new Attempt(account, signer != null, new Shown(false, one.serial()), one.device()));
            }
        }
        List<Optional<String>> tokens = admitAll(attempts);
        List<Optional<String>> all = new ArrayList<>();
        int next = 0;
        for (Signed one : piece) {
            if (one.holder() == null) {
                rules.failed(one.device());
                all.add(Optional.empty());
            } else {
                all.add(tokens.get(next++));
            }
        }
        return all;
    }

    /** In waves in which each account is once, so that a second attempt finds what the first left. */
    private List<Optional<String>> admitAll(List<Attempt> attempts) {
        List<Optional<String>> tokens = new ArrayList<>(
                attempts.stream().map(one -> Optional.<String>empty()).toList());
        Set<Integer> waiting = new HashSet<>();
        for (int i = 0; i < attempts.size(); i++) {
            waiting.add(i);
        }
        while (!waiting.isEmpty()) {
            Map<UUID, Integer> wave = new LinkedHashMap<>();
            waiting.stream()
                    .sorted()
                    .forEach(i -> wave.putIfAbsent(attempts.get(i).account(), i));
            waiting.removeAll(wave.values());
            Map<UUID, AccountStore.Row> rows = new HashMap<>();
            accounts.accounts(wave.keySet()).forEach(row -> rows.put(row.view().id(), row));
            List<Verdict> verdicts = wave.values().stream()
                    .map(i -> judge(
                            Objects.requireNonNull(rows.get(attempts.get(i).account())), attempts.get(i)))
                    .toList();
            List<Optional<String>> opened = carryOut(verdicts);
            int next = 0;
            for (int i : wave.values()) {
                tokens.set(i, opened.get(next++));
            }
        }
        return tokens;
    }

    /** Changes nothing. */
    private Verdict judge(AccountStore.Row row, Attempt attempt) {
        Instant lockedUntil = row.lockedUntil();
        boolean locked = lockedUntil != null && lockedUntil.isAfter(rules.now());
        if (!attempt.right() || locked || !row.view().active()) {
            return new Verdict(row, attempt, locked, null);
        }
        Shown shown = attempt.shown();
        boolean enrolling = rules.mustEnrol(row);
        if (!enrolling && rules.needsBoth(row) && !(shown.password() && shown.certificate() != null)) {
            enrolling = requireNothingToShow(row.view());
        }
        return new Verdict(row, attempt, false, enrolling);
    }

    /** Somebody without any certificate yet may come in to enrol one, and for nothing else. */
    private boolean requireNothingToShow(AccountView account) {
        boolean has = certificates.of(account.id()).stream().anyMatch(CertificateView::usable);
        if (has) {
            throw new PlatformException(IdentityError.SECOND_FACTOR_NEEDED, "请同时用口令和证书登录（GB/T 22239-2019 8.1.4.1）");
        }
        return true;
    }

    private List<Optional<String>> carryOut(List<Verdict> verdicts) {
        List<NewFact> notes = new ArrayList<>();
        List<KeepingSessions.Wanted> wanted = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            UUID account = verdict.row().view().id();
            Attempt attempt = verdict.attempt();
            if (verdict.enrolling() == null) {
                Instant lock = verdict.row().failures() + 1 >= FAILURES
                        ? rules.now().plus(LOCK)
                        : verdict.row().lockedUntil();
                accounts.failed(account, lock);
                notes.add(note(verdict, "login.refused", verdict.locked() ? "已锁定" : "凭据不对"));
            } else {
                if (verdict.row().failures() > 0) {
                    accounts.succeeded(account);
                }
                notes.add(note(verdict, "login.accepted", attempt.shown().words()));
                wanted.add(new KeepingSessions.Wanted(
                        account, attempt.shown().certificate(), attempt.device(), verdict.enrolling()));
            }
        }
        facts.recordAll(notes);
        List<String> tokens = sessions.open(wanted);
        List<Optional<String>> answers = new ArrayList<>();
        int next = 0;
        for (Verdict verdict : verdicts) {
            if (verdict.enrolling() == null) {
                rules.failed(verdict.attempt().device());
            }
            answers.add(verdict.enrolling() == null ? Optional.empty() : Optional.of(tokens.get(next++)));
        }
        return answers;
    }

    private static NewFact note(Verdict verdict, String kind, String result) {
        AccountView account = verdict.row().view();
        String certificate = verdict.attempt().shown().certificate();
        Actor actor = new Actor(account.id().toString(), account.name(), null, null, null, certificate);
        return note("account:" + account.id(), actor, kind, verdict.attempt().device(), result);
    }

    static NewFact note(String stream, Actor actor, String kind, Device device, String result) {
        Map<String, Object> body = Map.of("address", device.address(), "act", "登录", "result", result);
        return NewFact.secret(stream, kind, actor, body, Secrecy.PARTIES);
    }
}
