package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.exchange.ReportedOutages.Part;
import org.mingjian.exchange.domain.MonthScore;
import org.mingjian.exchange.domain.MonthScore.Available;
import org.mingjian.exchange.domain.MonthScore.Told;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.ScoreModel;
import org.mingjian.exchange.domain.ScoreModel.Indicator;
import org.mingjian.exchange.domain.ScoreModel.Measure;
import org.mingjian.exchange.domain.ScoreModel.Period;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.BoardStore.Asked;
import org.mingjian.exchange.store.QualityRuleFiles;
import org.mingjian.exchange.store.Sight;
import org.springframework.stereotype.Component;

/** Counts what a month's score is made of, from the ledgers, the measured line and the reported outages. */
@Component
class CountingMonths {

    private final WatchingQuality watching;
    private final CountingAvailability availability;
    private final QualityRuleFiles rules;
    private final Node node;
    private final InstantSource clock;

    CountingMonths(
            WatchingQuality watching,
            CountingAvailability availability,
            QualityRuleFiles rules,
            Node node,
            InstantSource clock) {
        this.watching = watching;
        this.availability = availability;
        this.rules = rules;
        this.node = node;
        this.clock = clock;
    }

    /** @param received from below, else sent up; {@code book} {@code real} or {@code test} */
    record Wanted(YearMonth month, boolean received, String book) {

        String side() {
            return received ? "received" : "sent";
        }

        Instant from() {
            return start(month.atDay(1));
        }

        Instant until() {
            return start(month.plusMonths(1).atDay(1));
        }

        private static Instant start(LocalDate day) {
            ZoneId china = ScoringMonths.CHINA;
            return day.atStartOfDay(china).toInstant();
        }
    }

    ScoreModel model(Wanted wanted) {
        return rules.model(wanted.month().atDay(1));
    }

    /** From when on a month is closed: the time limits of its last records are over, and the answers are back. */
    Instant closing(Wanted wanted) {
        return wanted.until().plus(model(wanted).closing());
    }

    /** As things are known now. */
    MonthScore now(Wanted wanted, Sight sight) {
        return count(wanted, clock.instant(), BoardStore.EVER, sight);
    }

    /** As things were known when the month closed; outages as they stand now, which the score says. */
    MonthScore closed(Wanted wanted) {
        return count(wanted, closing(wanted), closing(wanted), Sight.everything(node.region()));
    }

    private MonthScore count(Wanted wanted, Instant now, Instant known, Sight sight) {
        ScoreModel model = model(wanted);
        Map<String, List<Rates.Tally>> bySource = new TreeMap<>();
        Asked asked = new Asked(wanted.received(), wanted.book(), wanted.from(), wanted.until(), now, known, sight);
        for (BoardStore.Line line : watching.lines(asked)) {
            bySource.computeIfAbsent(line.source(), source -> new ArrayList<>()).add(line.tally());
        }
        List<MonthScore.Source> sources = new ArrayList<>();
        bySource.forEach((source, tallies) -> sources.add(
                MonthScore.source(source, Rates.Tally.sum(tallies), available(source, wanted, model), model)));
        return new MonthScore(
                wanted.month().toString(),
                wanted.side(),
                wanted.book(),
                closing(wanted),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                model.model(),
                sources);
    }

    /** Of nodes only: a system built by others reports no outages of its own. */
    private List<Available> available(String source, Wanted wanted, ScoreModel model) {
        List<Available> available = new ArrayList<>();
        for (Indicator one : model.indicators()) {
            boolean own = source.isEmpty();
            Instant from = one.period() == Period.YEAR
                    ? new Wanted(wanted.month().withMonth(1), false, "").from()
                    : wanted.from();
            if (own && one.measure() == Measure.REACHED) {
                Rates.Rate measured = availability.measured(from, wanted.until());
                available.add(
                        new Available(one.measure(), measured.part(), measured.whole(), "测得：连得上的分钟、有往来的分钟", List.of()));
            } else if (own || CountingAvailability.isNode(source)) {
                reported(own ? node.code() : source, one, from, wanted.until()).ifPresent(available::add);
            }
        }
        return available;
    }

    private java.util.Optional<Available> reported(String code, Indicator one, Instant from, Instant until) {
        for (Part part : Part.values()) {
            if (CountingAvailability.measure(part) == one.measure()) {
                CountingAvailability.OfNode counted = availability.ofNode(code, part, from, until);
                return java.util.Optional.of(new Available(
                        one.measure(),
                        counted.rate().part(),
                        counted.rate().whole(),
                        "按报告的停用：" + counted.counted().words() + "，按秒",
                        counted.outages().stream()
                                .map(told ->
                                        new Told(told.id(), told.version(), told.planned(), told.from(), told.until()))
                                .toList()));
            }
        }
        return java.util.Optional.empty();
    }
}
