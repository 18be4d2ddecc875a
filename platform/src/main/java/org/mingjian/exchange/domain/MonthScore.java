package org.mingjian.exchange.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Rates.Tally;
import org.mingjian.exchange.domain.ScoreModel.Measure;
import org.mingjian.exchange.domain.ScoreModel.Measured;
import org.mingjian.exchange.domain.ScoreModel.Score;

/**
 * 月度考核 of one month as it was frozen: what was counted of each source, and the score that follows from it by a
 * published model. Whoever has this and the model repeats the score without any table.
 *
 * @param month {@code 2026-11}
 * @param side {@code sent} or {@code received}
 * @param book {@code real} or {@code test}
 * @param closing what arrived or was decided later is not in it
 * @param outagesAsOf when outages were looked up: reported or changed later, they are later corrections; not written in
 *     facts of before
 */
public record MonthScore(
        String month,
        String side,
        String book,
        Instant closing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant outagesAsOf,
        String model,
        List<Source> sources) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Nothing counted. */
    public static final MonthScore NONE = new MonthScore("", "", "", Instant.EPOCH, null, "", List.of());

    /** An outage that counts, as it was known. */
    public record Told(
            UUID id,
            int version,
            boolean planned,
            Instant from,
            @Nullable Instant until) {}

    /**
     * 可用率 that counts.
     *
     * @param part seconds or minutes available, of {@code whole}
     * @param outages that it was counted from; none for the measured line
     */
    public record Available(Measure measure, long part, long whole, String words, List<Told> outages) {
        Measured measured() {
            return new Measured(new Rates.Rate(part, whole), words);
        }
    }

    /** @param source node or system; empty for the platform's own */
    public record Source(String source, Tally counts, List<Available> available, Score score) {}

    public static Source source(String source, Tally counts, List<Available> available, ScoreModel model) {
        return new Source(source, counts, available, score(counts, available, model));
    }

    private static Score score(Tally counts, List<Available> available, ScoreModel model) {
        Map<Measure, Measured> measured = new EnumMap<>(Measure.class);
        available.forEach(one -> measured.put(one.measure(), one.measured()));
        return model.score(Rates.of(List.of(counts)), measured);
    }

    /** Whether the model gives the same scores from the same counts. */
    public boolean isRepeatedBy(ScoreModel same) {
        return same.model().equals(model)
                && sources.stream().allMatch(one -> one.score().equals(score(one.counts(), one.available(), same)));
    }

    /**
     * A figure that is another one now: {@code before} as frozen, {@code now} by what is known today.
     *
     * @param code of the indicator
     * @param words what was reported or changed later of outages; empty for other indicators
     */
    public record Change(String source, String code, String title, Figure before, Figure now, String words) {}

    /** @param percent empty of nothing */
    public record Figure(long part, long whole, String percent) {
        static final Figure NOTHING = new Figure(0, 0, "");

        Figure(ScoreModel.Item item) {
            this(item.part(), item.whole(), item.percent());
        }
    }

    /**
     * What later corrections changed, indicator by indicator; the frozen score stays as it is.
     *
     * @param scored which indicator measures what
     */
    public List<Change> changes(MonthScore today, ScoreModel scored) {
        Map<String, Source> fresh = bySource(today);
        Map<String, Source> known = bySource(this);
        List<Change> changes = new ArrayList<>();
        fresh.forEach((source, one) -> {
            if (!known.containsKey(source)) {
                compare(source, List.of(), one.score().items(), Map.of(), changes);
            }
        });
        known.forEach((source, one) -> compare(
                source,
                one.score().items(),
                fresh.containsKey(source) ? fresh.get(source).score().items() : List.of(),
                fresh.containsKey(source) ? outages(one, fresh.get(source), scored) : Map.of(),
                changes));
        return List.copyOf(changes);
    }

    /** What is another outage than when it was frozen, in words by code of the indicator. */
    private Map<String, String> outages(Source then, Source now, ScoreModel scored) {
        Map<String, String> words = new HashMap<>();
        for (ScoreModel.Indicator one : scored.indicators()) {
            Map<UUID, Told> known = told(then, one.measure());
            Map<UUID, Told> fresh = told(now, one.measure());
            long added =
                    fresh.keySet().stream().filter(id -> !known.containsKey(id)).count();
            long moved = fresh.values().stream()
                    .filter(outage -> known.containsKey(outage.id()) && !same(known.get(outage.id()), outage))
                    .count();
            long gone =
                    known.keySet().stream().filter(id -> !fresh.containsKey(id)).count();
            String said = said(added, "后来报告的停用") + said(moved, "后来改了起止或性质的停用") + said(gone, "后来不再属于这里的停用");
            if (!said.isEmpty()) {
                words.put(one.code(), said.substring(1));
            }
        }
        return words;
    }

    private static String said(long count, String what) {
        return count == 0 ? "" : "，" + what + count + "次";
    }

    private static Map<UUID, Told> told(Source source, Measure measure) {
        return source.available().stream()
                .filter(one -> one.measure() == measure)
                .flatMap(one -> one.outages().stream())
                .collect(Collectors.toMap(Told::id, Function.identity(), (one, two) -> one));
    }

    /** As far as it counts for the month: when it ended after it is all the same. */
    private boolean same(Told one, Told two) {
        return one.planned() == two.planned()
                && one.from().equals(two.from())
                && until(one).equals(until(two));
    }

    private Instant until(Told outage) {
        Instant end = YearMonth.parse(month)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(CHINA)
                .toInstant();
        Instant until = outage.until();
        return until == null || until.isAfter(end) ? end : until;
    }

    private static Map<String, Source> bySource(MonthScore score) {
        return score.sources().stream()
                .collect(Collectors.toMap(
                        Source::source, Function.identity(), (one, two) -> one, java.util.TreeMap::new));
    }

    private static void compare(
            String source,
            List<ScoreModel.Item> before,
            List<ScoreModel.Item> now,
            Map<String, String> outages,
            List<Change> changes) {
        Map<String, ScoreModel.Item> fresh =
                now.stream().collect(Collectors.toMap(ScoreModel.Item::code, Function.identity()));
        List<ScoreModel.Item> all = before.isEmpty() ? now : before;
        for (ScoreModel.Item one : all) {
            Figure then = before.isEmpty() ? Figure.NOTHING : new Figure(one);
            ScoreModel.Item today = fresh.get(one.code());
            Figure current = today == null ? Figure.NOTHING : new Figure(today);
            String words = outages.getOrDefault(one.code(), "");
            if (!then.equals(current) || !words.isEmpty()) {
                changes.add(new Change(source, one.code(), one.title(), then, current, words));
            }
        }
    }
}
