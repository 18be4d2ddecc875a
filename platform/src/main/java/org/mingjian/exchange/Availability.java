package org.mingjian.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.mingjian.exchange.ReportedOutages.Reported;

/**
 * 可用率 from reported outages: 可用时长 ÷ 总时长 (KP-04 … KP-06). The clauses know no exception for planned outages, so both
 * kinds count; what overlaps counts once, and as unplanned when one of both is. Seconds.
 *
 * @param whole of the period, as far as it is over
 * @param lost not available: {@code planned} and {@code unplanned} together
 * @param plannedTimes how many outages lay in the period at least in part
 * @param stretches when it was not available, overlaps put together, in order
 */
public record Availability(
        long whole,
        long lost,
        long planned,
        long unplanned,
        int plannedTimes,
        int unplannedTimes,
        List<Stretch> stretches) {

    /** From a second on until before another one. */
    public record Stretch(Instant from, Instant until) {

        public long seconds() {
            return until.getEpochSecond() - from.getEpochSecond();
        }
    }

    /**
     * Counts the outages of one whose availability is asked.
     *
     * @param until end of the period; what is later than {@code now} is not over and counts on neither side
     */
    public static Availability of(List<Reported> outages, Instant from, Instant until, Instant now) {
        Instant end = until.isAfter(now) ? now : until;
        List<Reported> mine = outages.stream()
                .filter(one -> clipped(one, from, end).seconds() > 0)
                .sorted(Comparator.comparing(Reported::from).thenComparing(Reported::id))
                .toList();
        List<Stretch> all = merged(mine, one -> true, from, end);
        long lost = seconds(all);
        long unplanned = seconds(merged(mine, one -> !one.planned(), from, end));
        int planned = (int) mine.stream().filter(Reported::planned).count();
        long whole = Math.max(0, end.getEpochSecond() - from.getEpochSecond());
        return new Availability(whole, lost, lost - unplanned, unplanned, planned, mine.size() - planned, all);
    }

    private static Stretch clipped(Reported one, Instant from, Instant end) {
        Instant begin = one.from().isBefore(from) ? from : one.from();
        Instant over = one.until();
        return new Stretch(begin, over == null || over.isAfter(end) ? end : over);
    }

    /** @param outages by begin */
    private static List<Stretch> merged(List<Reported> outages, Predicate<Reported> which, Instant from, Instant end) {
        List<Stretch> merged = new ArrayList<>();
        for (Reported one : outages.stream().filter(which).toList()) {
            Stretch next = clipped(one, from, end);
            Stretch last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || next.from().isAfter(last.until())) {
                merged.add(next);
            } else if (next.until().isAfter(last.until())) {
                merged.set(merged.size() - 1, new Stretch(last.from(), next.until()));
            }
        }
        return List.copyOf(merged);
    }

    private static long seconds(List<Stretch> stretches) {
        return stretches.stream().mapToLong(Stretch::seconds).sum();
    }

    /** Two digits, rounded down, so that what misses a goal never looks as if it met it; empty of no time at all. */
    public String percent() {
        return whole == 0
                ? ""
                : BigDecimal.valueOf(whole - lost)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.DOWN)
                        .toPlainString();
    }

    /** How it came about. */
    public String words() {
        return "总时长" + span(whole) + "，停用" + span(lost) + "（计划" + plannedTimes + "次、" + span(planned) + "，非计划"
                + unplannedTimes + "次、" + span(unplanned) + "；重叠只计一次，同时有非计划的计非计划）";
    }

    private static String span(long seconds) {
        if (seconds < 60) {
            return seconds + "秒";
        }
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + "分" : minutes / 60 + "小时" + (minutes % 60 == 0 ? "" : minutes % 60 + "分");
    }
}
