package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.mingjian.exchange.app.CountingMonths.Wanted;
import org.mingjian.exchange.domain.MonthScore;
import org.mingjian.exchange.store.FrozenStore;
import org.mingjian.exchange.store.FrozenStore.Frozen;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Freezes a month's score once it is closed: a public fact with all that was counted, the scores, and the SM3 of both.
 * What is corrected later never changes it. Records are counted as of the closing moment, outages as they stand when
 * the act runs, which the fact says. A month without a record is not frozen.
 */
@Service
public class FreezingMonths {

    /** A platform that was away when a month closed still freezes it, by what was known when it closed. */
    private static final int MONTHS_BACK = 3;

    /** A fact of before something was counted does not have it: that is none of it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final CountingMonths counting;
    private final FrozenStore store;
    private final Facts facts;
    private final Observing.Clockwork clockwork;

    FreezingMonths(CountingMonths counting, FrozenStore store, Facts facts, Observing.Clockwork clockwork) {
        this.counting = counting;
        this.store = store;
        this.facts = facts;
        this.clockwork = clockwork;
    }

    /** What the fact says. */
    record Told(MonthScore score, String digest) {}

    @Scheduled(cron = "${mingjian.exchange.freeze:10 40 * * * *}", zone = "Asia/Shanghai")
    @Transactional
    public void freezeClosed() {
        InstantSource clock = clockwork.clock();
        YearMonth month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ScoringMonths.CHINA));
        for (int back = MONTHS_BACK; back > 0; back--) {
            freeze(month.minusMonths(back), false);
            freeze(month.minusMonths(back), true);
        }
    }

    /** Once; again, or too early, or of a month without a record, it does nothing. */
    @Transactional
    public void freeze(YearMonth month, boolean received) {
        Wanted wanted = new Wanted(month, received, clockwork.book());
        Instant now = clockwork.clock().instant();
        if (now.isBefore(counting.closing(wanted)) || store.find(name(wanted)).isPresent()) {
            return;
        }
        MonthScore score = counting.closed(wanted);
        String digest = digest(score);
        if (!score.sources().isEmpty() && store.add(name(wanted), new Frozen(digest, now))) {
            facts.record(NewFact.open(stream(wanted), "exchange.monthScored", Actor.SYSTEM, new Told(score, digest)));
        }
    }

    /** A frozen month, read from its fact. */
    record Kept(MonthScore score, String digest, Instant at, boolean whole) {}

    Optional<Kept> find(Wanted wanted) {
        return store.find(name(wanted)).flatMap(frozen -> facts.ofStream(stream(wanted)).stream()
                .findFirst()
                .map(fact -> JSON.treeToValue(fact.body(), Told.class))
                .map(told -> new Kept(
                        told.score(),
                        told.digest(),
                        frozen.at(),
                        told.digest().equals(frozen.digest()) && told.digest().equals(digest(told.score())))));
    }

    private static String name(Wanted wanted) {
        return wanted.month() + ":" + wanted.side() + ":" + wanted.book();
    }

    private static String stream(Wanted wanted) {
        return "exchange:score:" + name(wanted);
    }

    /** SM3 of the canonical JSON of what was counted and what follows from it. */
    static String digest(MonthScore score) {
        return Sm3.hex(Sm3.digest(CanonicalJson.bytes(JSON.valueToTree(score))));
    }
}
