package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.app.CountingMonths.Wanted;
import org.mingjian.exchange.domain.MonthScore;
import org.mingjian.exchange.domain.ScoreModel;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.Sight;
import org.springframework.stereotype.Service;

/** 月度考核: each source scored from the measured figures, with every step of the derivation (KP-01 … KP-07). */
@Service
public class ScoringMonths {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final CountingMonths counting;
    private final FreezingMonths freezing;
    private final BoardStore boards;
    private final InstantSource clock;

    ScoringMonths(CountingMonths counting, FreezingMonths freezing, BoardStore boards, InstantSource clock) {
        this.counting = counting;
        this.freezing = freezing;
        this.boards = boards;
        this.clock = clock;
    }

    /**
     * A source's score.
     *
     * @param source node or system; empty for this platform's own
     * @param frozen as the month closed; else by what is known now
     */
    public record Scored(String source, boolean frozen, ScoreModel.Score score) {}

    /**
     * That a month is frozen.
     *
     * @param outagesAsOf outages of the month as they were known then; null when the fact does not say, then {@code at}
     * @param digest SM3 of what was counted and scored, as the public fact has it
     * @param repeats whether the fact has that digest, and the published model gives these scores from these counts
     * @param changes what later corrections would change; the frozen scores stay
     */
    public record Seal(
            Instant at,
            @Nullable Instant outagesAsOf,
            String digest,
            boolean repeats,
            List<MonthScore.Change> changes) {}

    /**
     * The scores of a month.
     *
     * @param whole whether the month is over
     * @param closing from when on it is frozen
     * @param seal null while it is not
     */
    public record Sheet(
            String month,
            boolean whole,
            Instant closing,
            String model,
            String basis,
            String certainty,
            List<Scored> sources,
            @Nullable Seal seal) {}

    public Sheet sheet(YearMonth month, boolean received, String book, Sight sight) {
        Wanted wanted = new Wanted(month, received, book);
        ScoreModel model = counting.model(wanted);
        MonthScore now = counting.now(wanted, sight);
        Optional<FreezingMonths.Kept> kept = freezing.find(wanted);
        MonthScore frozen = kept.map(one -> seen(one.score(), sight)).orElse(MonthScore.NONE);
        List<Scored> scored = new ArrayList<>();
        frozen.sources().forEach(one -> scored.add(new Scored(one.source(), true, one.score())));
        Set<String> known =
                frozen.sources().stream().map(MonthScore.Source::source).collect(Collectors.toSet());
        now.sources().stream()
                .filter(one -> !known.contains(one.source()))
                .forEach(one -> scored.add(new Scored(one.source(), false, one.score())));
        return new Sheet(
                month.toString(),
                !clock.instant().isBefore(wanted.until()),
                counting.closing(wanted),
                model.model(),
                model.basis(),
                model.certainty(),
                scored,
                kept.map(one -> new Seal(
                                one.at(),
                                one.score().outagesAsOf(),
                                one.digest(),
                                one.whole() && one.score().isRepeatedBy(model),
                                frozen.changes(seen(now, sight), model)))
                        .orElse(null));
    }

    /** Who does not see the whole node sees the sources of his region; of the node's own what he may, counted now. */
    private MonthScore seen(MonthScore score, Sight sight) {
        if (sight.coversHome()) {
            return score;
        }
        Set<String> codes =
                boards.sources(sight).stream().map(BoardStore.Source::code).collect(Collectors.toSet());
        return new MonthScore(
                score.month(),
                score.side(),
                score.book(),
                score.closing(),
                score.outagesAsOf(),
                score.model(),
                score.sources().stream()
                        .filter(one -> codes.contains(one.source()))
                        .toList());
    }

    /** The month that a text names, else this one. */
    public YearMonth month(String text) {
        return text.matches("20\\d\\d-(0[1-9]|1[0-2])")
                ? YearMonth.parse(text)
                : YearMonth.from(LocalDate.ofInstant(clock.instant(), CHINA));
    }
}
