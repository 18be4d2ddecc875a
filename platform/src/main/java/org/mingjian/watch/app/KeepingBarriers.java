package org.mingjian.watch.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.watch.WatchError;
import org.mingjian.watch.domain.Addresses;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.domain.Barrier.Hand;
import org.mingjian.watch.domain.Barrier.Measure;
import org.mingjian.watch.domain.Barrier.Span;
import org.mingjian.watch.domain.Barrier.Target;
import org.mingjian.watch.store.BarrierStore;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 限速与封禁: slows or shuts an address or account for a time. Counts at once on this node and within a second on the
 * others; when the database is away, what was known last goes on to hold.
 */
@Service
public class KeepingBarriers {

    private static final String THREE = "《公共资源交易平台系统运行管理办法》§22；GB/T 22239-2019 8.1.5";

    /** @param subject an address, or an account's login name */
    public record Wanted(Target target, String subject, Measure measure, Instant until, String reason) {}

    private final BarrierStore store;
    private final Accounts accounts;
    private final Facts facts;
    private final InstantSource clock;
    private volatile Map<String, List<Barrier>> known = Map.of();
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    KeepingBarriers(BarrierStore store, Accounts accounts, Facts facts, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.facts = facts;
        this.clock = clock;
    }

    /** The strictest that stands now. */
    public Optional<Barrier> before(Target target, String subject) {
        List<Barrier> some = known.get(target + " " + subject);
        if (some == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return some.stream()
                .filter(one -> one.stands(now))
                .reduce((a, b) -> b.measure().compareTo(a.measure()) > 0 ? b : a);
    }

    /** One at a time: what was read before a change must not replace what was read after it. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    public synchronized void reload() {
        Map<String, List<Barrier>> read = new HashMap<>();
        store.open(clock.instant())
                .forEach(one -> read.merge(one.target() + " " + one.subject(), List.of(one), KeepingBarriers::joined));
        known = Map.copyOf(read);
    }

    private static List<Barrier> joined(List<Barrier> some, List<Barrier> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    @Transactional
    public Barrier set(Wanted wanted, Caller caller) {
        Instant now = clock.instant();
        Span span = new Span(now, wanted.until());
        Barrier.problem(span, wanted.subject(), wanted.reason(), now).ifPresent(problem -> {
            throw new PlatformException(WatchError.BAD_BARRIER, problem.detail());
        });
        String title = wanted.subject().strip();
        Barrier made = new Barrier(
                UUID.randomUUID(),
                wanted.target(),
                wanted.target() == Target.ACCOUNT ? account(title) : Addresses.counted(title),
                title,
                wanted.measure(),
                span,
                wanted.reason().strip(),
                hand(caller),
                null,
                null,
                null);
        store.add(made);
        note(made, "barrier.set", caller, made.waits() ? "待第二人复核" : "已生效");
        afterCommit();
        return made;
    }

    private String account(String login) {
        return accounts.accountByLogin(login)
                .map(found -> found.id().toString())
                .orElseThrow(() -> new PlatformException(WatchError.BAD_BARRIER, "没有账户 " + login));
    }

    /** 第二人: another natural person than the one who set it, and not the one it is about. */
    @Transactional
    public void confirm(UUID id, Caller caller) {
        Barrier barrier = open(id);
        if (!barrier.waits()) {
            throw new PlatformException(WatchError.BARRIER_NOT_FOUND, "不待复核");
        }
        boolean same = accounts.isSamePerson(barrier.set().account(), caller.account())
                || accounts.isSamePerson(UUID.fromString(barrier.subject()), caller.account());
        if (same) {
            Outcome.refused("SECOND_PERSON_NEEDED", THREE, "封禁账户须由提出人以外、与其无关的第二人复核")
                    .orRefuse();
        }
        store.confirm(id, hand(caller));
        note(barrier, "barrier.confirmed", caller, "已生效");
        afterCommit();
    }

    @Transactional
    public void lift(UUID id, String why, Caller caller) {
        Barrier barrier = open(id);
        store.lift(id, hand(caller), why);
        note(barrier, "barrier.lifted", caller, why);
        afterCommit();
    }

    private Barrier open(UUID id) {
        return store.lock(id)
                .filter(one -> one.lifted() == null && one.span().until().isAfter(clock.instant()))
                .orElseThrow(() -> new PlatformException(WatchError.BARRIER_NOT_FOUND, id.toString()));
    }

    /** Whoever was kept out was told so, and the record shows it: at a deadline nobody is turned away silently. */
    public void keptOut(Barrier barrier, String act, String address, @Nullable Caller caller) {
        if (told.asMap().putIfAbsent(barrier.id() + act, true) != null) {
            return;
        }
        facts.append(NewFact.secret(
                "watch:barriers",
                "barrier.refused",
                caller == null ? new Actor("stranger", "未登录", null, null, null, null) : caller.actor(),
                Map.of("act", act, "subject", barrier.title(), "address", address, "result", barrier.reason()),
                Secrecy.PARTIES));
    }

    private Hand hand(Caller caller) {
        return new Hand(caller.account(), caller.name(), clock.instant());
    }

    private void note(Barrier barrier, String kind, Caller caller, String result) {
        String act =
                (barrier.measure() == Measure.SHUT ? "封禁" : "限速") + (barrier.target() == Target.ACCOUNT ? "账户" : "地址");
        facts.record(NewFact.secret(
                "watch:barriers",
                kind,
                caller.actor(),
                Map.of(
                        "act", act,
                        "subject", barrier.title(),
                        "until", barrier.span().until(),
                        "reason", barrier.reason(),
                        "barrier", barrier.id(),
                        "result", result),
                Secrecy.PARTIES));
    }

    private void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                reload();
            }
        });
    }
}
