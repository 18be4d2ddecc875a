package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ReportedOutages.Part;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.ScoreModel;
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
            EnumSet.of(Measure.LATE_MINUTES, Measure.LATE_DAY, Measure.STUCK, Measure.FULL, Measure.CLOCK);

    private final WatchingQuality watching;
    private final QualityStore quality;
    private final RefusalStore refusals;
    private final CountingAvailability availability;
    private final QualityRuleFiles rules;
    private final Node node;
    private final InstantSource clock;
    private final String book;

    Observing(
            WatchingQuality watching,
            QualityStore quality,
            RefusalStore refusals,
            CountingAvailability availability,
            QualityRuleFiles rules,
            Node node,
            Clockwork clockwork) {
        this.watching = watching;
        this.quality = quality;
        this.refusals = refusals;
        this.availability = availability;
        this.rules = rules;
        this.node = node;
        this.clock = clockwork.clock();
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
                case REACHED ->
                    missed(seen, rule, availability.measured(now.minus(WINDOW), now), "upper", node.region())
                            .ifPresent(found::add);
                case SYSTEM -> available(seen, rule, Part.SYSTEM, found);
                case NETWORK -> available(seen, rule, Part.NETWORK, found);
                case UNREPAIRED -> unrepaired(seen, rule, found);
                case FULL -> full(seen, rule, found);
                case DIFFERING -> differing(rule, found);
                case CLOCK -> clock(seen, rule, found);
            }
        }
        return found;
    }

    private Map<String, Rates> rates(boolean received, Sight all) {
        Map<String, List<Rates.Tally>> bySource = new TreeMap<>();
        watching.lines(watching.since(received, book, WINDOW, all))
                .forEach(line -> bySource.computeIfAbsent(line.source(), source -> new ArrayList<>())
                        .add(line.tally()));
        return bySource.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Rates.of(entry.getValue())));
    }

    /** Who was never connected to an upper node owes it nothing. */
    private boolean counts(WatchingQuality.State state, Lane lane) {
        return lane.book().equals(book) && state.owedSince() != null;
    }

    private void lanes(Seen seen, WarningRule rule, Function<QualityStore.LaneState, Long> late, List<Observed> found) {
        for (QualityStore.LaneState lane : seen.state().lanes()) {
            long count = late.apply(lane);
            if (counts(seen.state(), lane.lane()) && rule.isExceededBy(count)) {
                String detail = lane.lane().title() + "通道有" + count + "条" + rule.title();
                found.add(new Observed(rule, lane.lane().name(), node.region(), detail, lane.owed()));
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
        Map<String, String> regions = watching.sources(Sight.everything(node.region())).stream()
                .collect(Collectors.toMap(BoardStore.Source::code, BoardStore.Source::region));
        seen.sent().forEach((source, rates) -> missed(seen, rule, which.apply(rates), "sent:" + source, node.region())
                .map(one -> told(one, rates))
                .ifPresent(found::add));
        seen.received().forEach((source, rates) -> missed(
                        seen,
                        rule,
                        which.apply(rates),
                        "received:" + source,
                        regions.getOrDefault(source, node.region()))
                .map(one -> told(one, rates))
                .ifPresent(found::add));
    }

    /** 及时率 says what it leaves out. */
    private static Observed told(Observed one, Rates rates) {
        String aside = one.rule().measure() == Measure.TIMELY ? ScoreModel.aside(rates) : "";
        return new Observed(one.rule(), one.subject(), one.region(), one.detail() + aside, one.due());
    }

    private static Optional<Observed> missed(
            Seen seen, WarningRule rule, Rates.Rate rate, String subject, String region) {
        if (!rule.isMissedBy(rate)) {
            return Optional.empty();
        }
        String detail = "最近30天" + rate.part() + " ÷ " + rate.whole() + " = " + rate.percent() + "%，低于"
                + rule.limit().toPlainString() + "%";
        return Optional.of(new Observed(rule, subject, region, detail, due(rule, seen.now())));
    }

    /** 系统 and 网络年可用率 of this node and those below, over the calendar year, by what was reported. */
    private void available(Seen seen, WarningRule rule, Part part, List<Observed> found) {
        Instant year = LocalDate.ofInstant(seen.now(), ScoringMonths.CHINA)
                .withDayOfYear(1)
                .atStartOfDay(ScoringMonths.CHINA)
                .toInstant();
        Map<String, String> regions = new TreeMap<>();
        watching.sources(Sight.everything(node.region())).stream()
                .filter(source -> CountingAvailability.isNode(source.code()))
                .forEach(source -> regions.put(source.code(), source.region()));
        regions.put(node.code(), node.region());
        regions.forEach((code, region) -> {
            CountingAvailability.OfNode counted = availability.ofNode(code, part, year, seen.now());
            if (rule.isMissedBy(counted.rate())) {
                String detail = "今年" + counted.counted().words() + "，可用率"
                        + counted.rate().percent() + "%，低于" + rule.limit().toPlainString() + "%";
                found.add(new Observed(rule, "node:" + code, region, detail, due(rule, seen.now())));
            }
        });
    }

    /** Both clocks count 及时率: a receipt is stamped there, what is due here. */
    private void clock(Seen seen, WarningRule rule, List<Observed> found) {
        long off = seen.state().clockOff();
        if (rule.isExceededBy(Math.abs(off))) {
            String detail = "上级平台的时钟比本平台" + (off > 0 ? "快" : "慢") + span(Math.abs(off)) + "，超过"
                    + rule.limit().toPlainString() + "秒；报送时间和反馈时间按两边时钟记录，请校时";
            found.add(new Observed(rule, "clock", node.region(), detail, due(rule, seen.now())));
        }
    }

    private static String span(long seconds) {
        Duration off = Duration.ofSeconds(seconds);
        return off.toHours() >= 48
                ? off.toDays() + "天"
                : off.toMinutes() >= 120
                        ? off.toHours() + "小时"
                        : off.toMinutes() >= 5 ? off.toMinutes() + "分" : seconds + "秒";
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
