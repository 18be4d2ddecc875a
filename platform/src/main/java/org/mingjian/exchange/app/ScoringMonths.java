package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.ScoreModel;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.BoardStore.Asked;
import org.mingjian.exchange.store.QualityRuleFiles;
import org.mingjian.exchange.store.Sight;
import org.springframework.stereotype.Service;

/** 月度考核: each source scored from the measured figures, with every step of the derivation (KP-01 … KP-07). */
@Service
public class ScoringMonths {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final WatchingQuality watching;
    private final BoardStore boards;
    private final QualityRuleFiles rules;
    private final InstantSource clock;

    ScoringMonths(WatchingQuality watching, BoardStore boards, QualityRuleFiles rules, InstantSource clock) {
        this.watching = watching;
        this.boards = boards;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param source node or system; empty for this platform's own */
    public record Scored(String source, ScoreModel.Score score) {}

    /**
     * The scores of a month.
     *
     * @param whole whether the month is over
     */
    public record Sheet(
            String month, boolean whole, String model, String basis, String certainty, List<Scored> sources) {}

    public Sheet sheet(YearMonth month, boolean received, String book, Sight sight) {
        Instant now = clock.instant();
        Instant from = month.atDay(1).atStartOfDay(CHINA).toInstant();
        Instant until = month.plusMonths(1).atDay(1).atStartOfDay(CHINA).toInstant();
        ScoreModel model = rules.model(month.atDay(1));
        Map<String, List<Rates.Tally>> bySource = new TreeMap<>();
        for (BoardStore.Line line : watching.lines(new Asked(received, book, from, until, now, sight))) {
            bySource.computeIfAbsent(line.source(), source -> new ArrayList<>()).add(WatchingQuality.tally(line));
        }
        Rates.Rate reached = received ? new Rates.Rate(0, 0) : reached(from, until);
        List<Scored> scored = new ArrayList<>();
        bySource.forEach((source, tallies) -> scored.add(
                new Scored(source, model.score(Rates.of(tallies), source.isEmpty() ? reached : new Rates.Rate(0, 0)))));
        return new Sheet(
                month.toString(), !now.isBefore(until), model.model(), model.basis(), model.certainty(), scored);
    }

    private Rates.Rate reached(Instant from, Instant until) {
        List<BoardStore.ReachDay> days = boards.reach(from, until);
        return new Rates.Rate(
                days.stream().mapToLong(BoardStore.ReachDay::good).sum(),
                days.stream().mapToLong(BoardStore.ReachDay::asked).sum());
    }

    /** The month that a text names, else this one. */
    public YearMonth month(String text) {
        return text.matches("20\\d\\d-(0[1-9]|1[0-2])")
                ? YearMonth.parse(text)
                : YearMonth.from(LocalDate.ofInstant(clock.instant(), CHINA));
    }
}
