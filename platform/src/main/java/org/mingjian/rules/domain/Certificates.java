package org.mingjian.rules.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.rules.ClockCertificate.Entry;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.Due;
import org.mingjian.rules.Excluded;
import org.mingjian.rules.TradeEvent;
import org.mingjian.rules.Verdict;

/** Pairs the events of a trade to its clocks and judges each pair. */
final class Certificates {

    private final Clocks clocks;
    private final Map<String, String> titles;
    private final Map<String, List<TradeEvent>> byKind;

    /** @param titles the Chinese names of the event kinds */
    Certificates(Clocks clocks, Map<String, String> titles, List<TradeEvent> events) {
        this.clocks = clocks;
        this.titles = titles;
        this.byKind = events.stream()
                .sorted(Comparator.comparing(TradeEvent::at))
                .collect(Collectors.groupingBy(TradeEvent::kind));
    }

    private record Pair(
            String ref, @Nullable Instant start, @Nullable Instant end) {}

    List<Entry> entries(Rule rule, Shape.Clock clock) {
        if (clock.pairing().opens().stream().noneMatch(byKind::containsKey)) {
            return List.of();
        }
        return pairs(clock).stream()
                .filter(pair -> isOpened(clock, pair))
                .map(pair -> entry(rule, clock, pair))
                .toList();
    }

    /** Half a pair is a clock only when the half that is there may open it, or a third event did. */
    private static boolean isOpened(Shape.Clock clock, Pair pair) {
        Set<String> opens = clock.pairing().opens();
        boolean whole = pair.start() != null && pair.end() != null;
        boolean byHalf = opens.contains(pair.start() == null ? clock.end() : clock.start());
        return whole || byHalf || !Set.of(clock.start(), clock.end()).containsAll(opens);
    }

    private List<Pair> pairs(Shape.Clock clock) {
        Pairing pairing = clock.pairing();
        List<TradeEvent> ends = of(clock.end()).stream()
                .filter(end -> !belongsElsewhere(pairing, end))
                .toList();
        TradeEvent lastEnd = ends.isEmpty() ? null : ends.get(ends.size() - 1);
        List<TradeEvent> starts = of(clock.start()).stream()
                .filter(start -> !pairing.onlyBeforeEnd()
                        || lastEnd == null
                        || !start.at().isAfter(lastEnd.at()))
                .toList();
        if (starts.isEmpty() && ends.isEmpty()) {
            return List.of();
        }
        return switch (pairing.each()) {
            case ONCE -> List.of(pair(starts.isEmpty() ? null : starts.get(0), lastEnd));
            case START ->
                starts.isEmpty()
                        ? (pairing.onlyBeforeEnd() ? List.of() : List.of(pair(null, lastEnd)))
                        : starts.stream().map(start -> pair(start, lastEnd)).toList();
            case END -> {
                TradeEvent first = starts.isEmpty() ? null : starts.get(0);
                yield ends.isEmpty()
                        ? List.of(pair(first, null))
                        : ends.stream().map(end -> pair(first, end, end.ref())).toList();
            }
            case PAIR -> byRef(starts, ends);
        };
    }

    private boolean belongsElsewhere(Pairing pairing, TradeEvent end) {
        String other = pairing.notRefsOf();
        return other != null
                && !end.ref().isEmpty()
                && of(other).stream().anyMatch(event -> event.ref().equals(end.ref()));
    }

    private static List<Pair> byRef(List<TradeEvent> starts, List<TradeEvent> ends) {
        Set<String> refs = new LinkedHashSet<>();
        starts.forEach(start -> refs.add(start.ref()));
        ends.forEach(end -> refs.add(end.ref()));
        List<Pair> pairs = new ArrayList<>();
        for (String ref : refs) {
            List<TradeEvent> from = withRef(starts, ref);
            List<TradeEvent> to = withRef(ends, ref);
            for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
                pairs.add(pair(i < from.size() ? from.get(i) : null, i < to.size() ? to.get(i) : null, ref));
            }
        }
        return pairs;
    }

    private Entry entry(Rule rule, Shape.Clock clock, Pair pair) {
        Instant start = pair.start();
        Instant end = pair.end();
        if (start == null) {
            String explanation = "缺少起算事件“" + title(clock.start()) + "”，无法判定；不得以其他事件代替。";
            return new Entry(uncertain(rule, "缺少起算事件", explanation), pair.ref(), null, end, null);
        }
        if (clock instanceof Shape.Lock lock) {
            return new Entry(locked(rule, lock, start, end), pair.ref(), start, end, null);
        }
        List<Excluded> excluded = excluded(clock, pair, end);
        Due due = clocks.due(rule, backward(clock) && end != null ? end : start, excluded);
        if (end == null) {
            String explanation = "“" + title(clock.end()) + "”尚未发生。" + due.explanation();
            return new Entry(
                    uncertain(rule, "未结束", explanation), pair.ref(), start, null, backward(clock) ? null : due);
        }
        return new Entry(clocks.judge(rule, start, end, excluded), pair.ref(), start, end, due);
    }

    private ClockVerdict locked(Rule rule, Shape.Lock lock, Instant start, @Nullable Instant end) {
        List<String> done = lock.forbids().stream()
                .flatMap(kind -> of(kind).stream())
                .filter(event ->
                        event.at().isAfter(start) && (end == null || event.at().isBefore(end)))
                .map(event -> title(event.kind()))
                .distinct()
                .sorted()
                .toList();
        if (!done.isEmpty()) {
            return verdict(rule, Verdict.VIOLATION, "期间已" + String.join("、", done), "");
        }
        return end == null ? uncertain(rule, "未结束", "尚未答复，期间不得推进。") : verdict(rule, Verdict.PASS, "期间未推进", "");
    }

    /** The times at which the clock stood still, within the clock's own time, without overlaps. */
    private List<Excluded> excluded(Shape.Clock clock, Pair pair, @Nullable Instant clockEnd) {
        Pairing.Stop stop = clock.pairing().excluding();
        Instant clockStart = pair.start();
        if (stop == null || clockStart == null) {
            return List.of();
        }
        List<Excluded> merged = new ArrayList<>();
        for (Pair pause : byRef(of(stop.from()), of(stop.to()))) {
            Instant from = pause.start();
            Instant to = pause.end() == null ? clockEnd : pause.end();
            if (from == null || to == null) {
                continue;
            }
            Excluded last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            Instant after = last == null ? clockStart : last.to();
            Instant begin = from.isBefore(after) ? after : from;
            Instant until = clockEnd != null && to.isAfter(clockEnd) ? clockEnd : to;
            if (begin.isBefore(until)) {
                merged.add(new Excluded(begin, until));
            }
        }
        return merged;
    }

    private ClockVerdict uncertain(Rule rule, String actual, String explanation) {
        return verdict(rule, Verdict.UNCERTAIN, actual, explanation);
    }

    private static ClockVerdict verdict(Rule rule, Verdict verdict, String actual, String explanation) {
        String required = rule.shape().required();
        return new ClockVerdict(rule.name(), verdict, required, actual, rule.basis(), rule.onViolation(), explanation);
    }

    private static boolean backward(Shape.Clock clock) {
        return clock instanceof Shape.Interval interval && interval.backward();
    }

    private static Pair pair(@Nullable TradeEvent start, @Nullable TradeEvent end) {
        return pair(start, end, start == null ? "" : start.ref());
    }

    private static Pair pair(@Nullable TradeEvent start, @Nullable TradeEvent end, String ref) {
        return new Pair(ref, start == null ? null : start.at(), end == null ? null : end.at());
    }

    private static List<TradeEvent> withRef(List<TradeEvent> events, String ref) {
        return events.stream().filter(event -> event.ref().equals(ref)).toList();
    }

    private List<TradeEvent> of(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    private String title(String kind) {
        return titles.getOrDefault(kind, kind);
    }
}
