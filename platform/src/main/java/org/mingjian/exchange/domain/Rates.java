package org.mingjian.exchange.domain;

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
 */
public record Rates(Rate passed, Rate timely, Rate mended, Rate coded) {

    /** Counts of records, as the boards have them. */
    public record Tally(
            long sent, long good, long bad, long timely, long broken, long mended, long coded, long miscoded) {}

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
        return new Rates(
                new Rate(good, good + sum(tallies, Tally::bad)),
                new Rate(sum(tallies, Tally::timely), sum(tallies, Tally::sent)),
                new Rate(sum(tallies, Tally::mended), sum(tallies, Tally::broken)),
                new Rate(coded - sum(tallies, Tally::miscoded), coded));
    }

    private static long sum(List<Tally> tallies, ToLongFunction<Tally> part) {
        return tallies.stream().mapToLong(part).sum();
    }
}
