package org.mingjian.exchange.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The rates by which a province is judged, each with what it was made of.
 *
 * @param passed 合格率 (运行管理办法 §8)
 * @param timely 及时率 (§9)
 * @param mended 修复率 (§11)
 * @param coded 赋码率 (§7)
 * @param pending 尚未到期: neither arrived nor late yet, on no side of 及时率
 * @param early 起算以前: true before the source had to report, on no side either
 */
public record Rates(Rate passed, Rate timely, Rate mended, Rate coded, long pending, long early) {

    /**
     * Counts of records, as the boards have them.
     *
     * @param timely arrived within its time; {@code late} arrived after it, or did not arrive and it is over
     * @param pending did not arrive, and its time is not over
     * @param early true before the duty to report began; not written when there is none, as in facts of before
     */
    public record Tally(
            long sent,
            long good,
            long bad,
            long timely,
            long late,
            long pending,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long early,
            long broken,
            long mended,
            long coded,
            long miscoded) {

        public static Tally sum(List<Tally> all) {
            return new Tally(
                    Rates.sum(all, Tally::sent),
                    Rates.sum(all, Tally::good),
                    Rates.sum(all, Tally::bad),
                    Rates.sum(all, Tally::timely),
                    Rates.sum(all, Tally::late),
                    Rates.sum(all, Tally::pending),
                    Rates.sum(all, Tally::early),
                    Rates.sum(all, Tally::broken),
                    Rates.sum(all, Tally::mended),
                    Rates.sum(all, Tally::coded),
                    Rates.sum(all, Tally::miscoded));
        }
    }

    /** So many of so many. */
    public record Rate(long part, long whole, String percent) {
        public Rate(long part, long whole) {
            this(part, whole, percent(part, whole));
        }

        /** Rounded down to two digits, so that what misses a goal never looks as if it met it; empty of nothing. */
        private static String percent(long part, long whole) {
            return whole == 0
                    ? ""
                    : BigDecimal.valueOf(part)
                            .multiply(BigDecimal.valueOf(100))
                            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.DOWN)
                            .toPlainString();
        }
    }

    public static Rates of(List<Tally> tallies) {
        long good = sum(tallies, Tally::good);
        long coded = sum(tallies, Tally::coded);
        long timely = sum(tallies, Tally::timely);
        return new Rates(
                new Rate(good, good + sum(tallies, Tally::bad)),
                new Rate(timely, timely + sum(tallies, Tally::late)),
                new Rate(sum(tallies, Tally::mended), sum(tallies, Tally::broken)),
                new Rate(coded - sum(tallies, Tally::miscoded), coded),
                sum(tallies, Tally::pending),
                sum(tallies, Tally::early));
    }

    private static long sum(List<Tally> tallies, ToLongFunction<Tally> part) {
        return tallies.stream().mapToLong(part).sum();
    }
}
