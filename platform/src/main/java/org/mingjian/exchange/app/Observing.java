package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.WarningRule;
import org.mingjian.exchange.domain.WarningRule.Measure;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.QualityRuleFiles;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.exchange.store.RefusalStore;
import org.mingjian.exchange.store.Sight;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Looks at warning rules and says what misses them now; changes nothing. */
@Component
class Observing {

    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<Measure> QUICK =
            EnumSet.of(Measure.LATE_MINUTES, Measure.LATE_DAY, Measure.STUCK, Measure.FULL);

    private final WatchingQuality watching;
    private final QualityStore quality;
    private final RefusalStore refusals;
    private final BoardStore boards;
    private final QualityRuleFiles rules;
    private final Node node;
    private final InstantSource clock;
    private final boolean sandbox;
    private final String book;

    Observing(
            WatchingQuality watching,
            QualityStore quality,
            RefusalStore refusals,
            BoardStore boards,
            QualityRuleFiles rules,
            Node node,
            Clockwork clockwork) {
        this.watching = watching;
        this.quality = quality;
        this.refusals = refusals;
        this.boards = boards;
        this.rules = rules;
        this.node = node;
        this.clock = clockwork.clock();
        this.sandbox = clockwork.sandbox();
        this.book = clockwork.book();
    }

    /** The clock, and which kind of platform this is. */
    @Component
    record Clockwork(InstantSource clock, Environment environment) {

        boolean sandbox() {
            return environment.acceptsProfiles(Profiles.of("sandbox"));
        }

        /** The ledger that counts: real data, in a sandbox its tests. */
        String book() {
            return sandbox() ? Lane.TEST.book() : Lane.LIVE.book();
        }
    }

    /**
     * Something that misses a rule.
     *
     * @param due until when somebody has to act
     */
    record Observed(
            WarningRule rule,
            String subject,
            String region,
            String detail,
            @Nullable Instant due) {}

    /** What is being looked at, read once. */
    private record Seen(
            WatchingQuality.State state, Map<String, Rates> sent, Map<String, Rates> received, Instant now) {}

    /** The rules that are looked at: all of them, or those that cost little and cannot wait. */
    List<WarningRule> rules(boolean all) {
        return rules.warnings(LocalDate.ofInstant(clock.instant(), ScoringMonths.CHINA)).stream()
                .filter(rule -> all || QUICK.contains(rule.measure()))
                .toList();
    }

    List<Observed> look(List<WarningRule> asked) {
        Instant now = clock.instant();
        Sight all = Sight.everything(node.region());
        boolean quick = asked.stream().allMatch(rule -> QUICK.contains(rule.measure()));
        Seen seen = new Seen(
                watching.state(all), quick ? Map.of() : rates(false, all), quick ? Map.of() : rates(true, all), now);
        List<Observed> found = new ArrayList<>();
        for (WarningRule rule : asked) {
            switch (rule.measure()) {
                case LATE_MINUTES -> lanes(seen, rule, lane -> lane.overdue() - lane.overdueDay(), found);
                case LATE_DAY -> lanes(seen, rule, QualityStore.LaneState::overdueDay, found);
                case STUCK -> stuck(seen, rule, found);
                case PASSED -> rates(seen, rule, Rates::passed, found);
                case TIMELY -> rates(seen, rule, Rates::timely, found);
                case MENDED -> rates(seen, rule, Rates::mended, found);
                case CODED -> rates(seen, rule, Rates::coded, found);
                case REACHED -> reached(seen, rule, found);
                case UNREPAIRED -> unrepaired(seen, rule, found);
                case FULL -> full(seen, rule, found);
                case DIFFERING -> differing(rule, found);
            }
        }
        return found;
    }

    private Map<String, Rates> rates(boolean received, Sight all) {
        Map<String, List<Rates.Tally>> bySource = new TreeMap<>();
        watching.lines(watching.since(received, book, WINDOW, all))
                .forEach(line -> bySource.computeIfAbsent(line.source(), source -> new ArrayList<>())
                        .add(WatchingQuality.tally(line)));
        return bySource.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Rates.of(entry.getValue())));
    }

    private boolean counts(WatchingQuality.State state, Lane lane) {
        return lane.book().equals(book) && !(sandbox && state.upper().isEmpty());
    }

    private void lanes(Seen seen, WarningRule rule, Function<QualityStore.LaneState, Long> late, List<Observed> found) {
        for (QualityStore.LaneState lane : seen.state().lanes()) {
            long count = late.apply(lane);
            if (counts(seen.state(), lane.lane()) && rule.isExceededBy(count)) {
                String detail = lane.lane().title() + "通道有" + count + "条" + rule.title();
                found.add(new Observed(rule, lane.lane().name(), node.region(), detail, lane.oldest()));
            }
        }
    }

    private void stuck(Seen seen, WarningRule rule, List<Observed> found) {
        Duration still = Duration.ofMinutes(rule.limit().longValue());
        for (QualityStore.LaneState lane : seen.state().lanes()) {
            Instant oldest = lane.oldest();
            if (oldest == null || !counts(seen.state(), lane.lane())) {
                continue;
            }
            Instant moved = lane.answered() == null || lane.answered().isBefore(oldest) ? oldest : lane.answered();
            if (moved.plus(still).isBefore(seen.now())) {
                String why = seen.state().away().getOrDefault(lane.lane(), "没有应答");
                String detail =
                        lane.lane().title() + "通道待报" + lane.queued() + "条，超过" + still.toMinutes() + "分钟不动：" + why;
                found.add(new Observed(rule, lane.lane().name(), node.region(), detail, due(rule, moved)));
            }
        }
    }

    private void rates(Seen seen, WarningRule rule, Function<Rates, Rates.Rate> which, List<Observed> found) {
        Map<String, String> regions = boards.sources(Sight.everything(node.region())).stream()
                .collect(Collectors.toMap(BoardStore.Source::code, BoardStore.Source::region));
        seen.sent().forEach((source, rates) -> missed(seen, rule, which.apply(rates), "sent:" + source, found));
        seen.received().forEach((source, rates) -> {
            List<Observed> mine = new ArrayList<>();
            missed(seen, rule, which.apply(rates), "received:" + source, mine);
            String region = regions.getOrDefault(source, node.region());
            mine.forEach(one -> found.add(new Observed(rule, one.subject(), region, one.detail(), one.due())));
        });
    }

    private void missed(Seen seen, WarningRule rule, Rates.Rate rate, String subject, List<Observed> found) {
        if (rule.isMissedBy(rate)) {
            String detail = "最近30天" + rate.part() + " ÷ " + rate.whole() + " = " + rate.percent() + "%，低于"
                    + rule.limit().toPlainString() + "%";
            found.add(new Observed(rule, subject, node.region(), detail, due(rule, seen.now())));
        }
    }

    private void reached(Seen seen, WarningRule rule, List<Observed> found) {
        List<BoardStore.ReachDay> days = boards.reach(seen.now().minus(WINDOW), seen.now());
        Rates.Rate rate = new Rates.Rate(
                days.stream().mapToLong(BoardStore.ReachDay::good).sum(),
                days.stream().mapToLong(BoardStore.ReachDay::asked).sum());
        missed(seen, rule, rate, "upper", found);
    }

    private void unrepaired(Seen seen, WarningRule rule, List<Observed> found) {
        Sight all = Sight.everything(node.region());
        RefusalStore.Asked asked = new RefusalStore.Asked(false, "", "*", "", book, all);
        for (RefusalStore.Unrepaired one : refusals.unrepaired(asked, seen.now().minus(DAY))) {
            if (rule.isExceededBy(one.count())) {
                String from = one.source().isEmpty() ? "本平台" : one.source();
                found.add(new Observed(
                        rule,
                        "sent:" + one.source(),
                        node.region(),
                        from + "有" + one.count() + "条退回记录超过一天未更正",
                        one.oldest().plus(DAY).plus(Duration.ofHours(rule.hours()))));
            }
        }
    }

    private void full(Seen seen, WarningRule rule, List<Observed> found) {
        long share = seen.state().queued() * 100 / Math.max(1, seen.state().most());
        if (rule.isExceededBy(share)) {
            String detail =
                    "待报" + seen.state().queued() + "条，是容量" + seen.state().most() + "条的" + share + "%";
            found.add(new Observed(rule, "queue", node.region(), detail, due(rule, seen.now())));
        }
    }

    private void differing(WarningRule rule, List<Observed> found) {
        quality.comparisons(10).stream()
                .filter(one -> one.lane().book().equals(book))
                .findFirst()
                .filter(one -> rule.isExceededBy(one.differences()))
                .ifPresent(one -> found.add(new Observed(
                        rule, "ledger", node.region(), "最近一次对账有" + one.differences() + "处差异", due(rule, one.at()))));
    }

    private static Instant due(WarningRule rule, Instant from) {
        return from.plus(Duration.ofHours(rule.hours()));
    }
}
