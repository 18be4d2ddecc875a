package org.mingjian.watch.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.watch.domain.AttackRules;
import org.mingjian.watch.domain.AttackRules.Sighting;
import org.mingjian.watch.domain.Known;
import org.mingjian.watch.domain.Tripwire;
import org.mingjian.watch.store.AttackRuleFile;
import org.mingjian.watch.store.AttackStore;
import org.mingjian.watch.store.AttackStore.Counted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Counts attacks by the minute in memory and writes them down every few seconds, so that a flood costs the database
 * little and cannot fill the log: of one rule, address and account a fact is made once an hour, every time is counted.
 */
@Service
public class CountingAttacks {

    private static final Logger LOG = LoggerFactory.getLogger(CountingAttacks.class);
    private static final int MOST = 20_000;
    private static final String OTHERS = "（其他）";
    private static final Duration KEPT = Duration.ofDays(180);

    private record Key(Instant minute, String rule, String address, String account) {}

    private record Sum(long count, String sample) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, sample);
        }
    }

    private final AttackRules rules;
    private final AttackStore store;
    private final Facts facts;
    private final InstantSource clock;
    private final ConcurrentHashMap<Key, Sum> waiting = new ConcurrentHashMap<>();
    private final Map<Tripwire.On, List<Wire>> wires = new EnumMap<>(Tripwire.On.class);
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** A tripwire with what it counted, from the first time on until its minutes are over. */
    private record Wire(Tripwire rule, Cache<String, AtomicInteger> counted) {}

    CountingAttacks(AttackRuleFile file, AttackStore store, Facts facts, InstantSource clock) {
        this.rules = file.rules();
        this.store = store;
        this.facts = facts;
        this.clock = clock;
        for (Tripwire.On on : Tripwire.On.values()) {
            wires.put(
                    on,
                    rules.tripwires().stream()
                            .filter(rule -> rule.on() == on)
                            .map(CountingAttacks::wire)
                            .toList());
        }
    }

    private static Wire wire(Tripwire rule) {
        return new Wire(
                rule,
                Caffeine.newBuilder()
                        .maximumSize(100_000)
                        .expireAfterWrite(Duration.ofMinutes(rule.minutes()))
                        .build());
    }

    public AttackRules rules() {
        return rules;
    }

    public void seen(Sighting sighting, String address, @Nullable Caller caller) {
        String account = caller == null ? "" : caller.account().toString();
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Key key = new Key(minute, sighting.rule().rule(), address, account);
        boolean room = waiting.size() < MOST || waiting.containsKey(key);
        waiting.merge(room ? key : new Key(minute, key.rule(), OTHERS, ""), new Sum(1, sighting.sample()), Sum::plus);
    }

    /** Something happened once more; the rule whose measure is full with it. */
    public Optional<Tripwire> happened(Tripwire.On on, String address) {
        Optional<Tripwire> full = Optional.empty();
        for (Wire wire : wires.getOrDefault(on, List.of())) {
            int count = wire.counted().get(address, none -> new AtomicInteger()).incrementAndGet();
            if (count > wire.rule().threshold()) {
                full = Optional.of(wire.rule());
            }
        }
        return full;
    }

    /** Writes down what was counted. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    public void flush() {
        List<Key> keys = waiting.keySet().stream()
                .sorted(Comparator.comparing(Key::minute)
                        .thenComparing(Key::rule)
                        .thenComparing(Key::address)
                        .thenComparing(Key::account))
                .toList();
        List<Counted> taken = keys.stream().flatMap(key -> taken(key).stream()).toList();
        if (taken.isEmpty()) {
            return;
        }
        try {
            store.add(taken);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("attacks are kept in memory: the database does not take them", away);
            taken.forEach(one -> waiting.merge(
                    new Key(one.minute(), one.rule(), one.address(), one.account()),
                    new Sum(one.count(), one.sample()),
                    Sum::plus));
            return;
        }
        taken.forEach(this::tell);
    }

    private Optional<Counted> taken(Key key) {
        return Optional.ofNullable(waiting.remove(key))
                .map(sum ->
                        new Counted(key.minute(), key.rule(), key.address(), key.account(), sum.count(), sum.sample()));
    }

    private void tell(Counted one) {
        if (told.asMap().putIfAbsent(one.rule() + " " + one.address() + " " + one.account(), true) != null) {
            return;
        }
        Actor actor = one.account().isEmpty()
                ? new Actor("stranger", "未登录", null, null, null, null)
                : new Actor(one.account(), "", null, null, null, null);
        String title = title(one.rule());
        facts.append(NewFact.secret(
                "watch:attacks",
                "attack.seen",
                actor,
                Map.of(
                        "act", title,
                        "subject", one.rule(),
                        "address", one.address(),
                        "count", one.count(),
                        "sample", one.sample(),
                        "result", answer(one.rule())),
                Secrecy.PARTIES));
    }

    public String title(String rule) {
        return known(rule).map(Known::title).orElse(rule);
    }

    private String answer(String rule) {
        return known(rule)
                .map(found -> found.answer() == Known.Answer.REFUSE ? "已拒绝" : "已计数")
                .orElse("已计数");
    }

    private Optional<? extends Known> known(String rule) {
        return all().stream().filter(one -> one.rule().equals(rule)).findFirst();
    }

    public List<Known> all() {
        return java.util.stream.Stream.<Known>concat(rules.rules().stream(), rules.tripwires().stream())
                .toList();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.DAYS)
    void forgetOld() {
        store.forget(clock.instant().minus(KEPT));
    }
}
