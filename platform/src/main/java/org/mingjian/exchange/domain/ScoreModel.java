package org.mingjian.exchange.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a month's data quality is scored; dated data of {@code rules/exchange/scoring.yaml}.
 *
 * @param to the first day it no longer holds
 * @param closing so long after its end a month is frozen
 */
public record ScoreModel(
        String model,
        LocalDate from,
        LocalDate to,
        String basis,
        String certainty,
        Duration closing,
        List<Indicator> indicators) {

    /** What can be measured here. */
    public enum Measure {
        PASSED,
        TIMELY,
        MENDED,
        REACHED,
        SYSTEM,
        NETWORK,
        CODED
    }

    /** Over what an indicator is measured: the month, or the calendar year until the month's end. */
    public enum Period {
        MONTH,
        YEAR
    }

    /** @param goal percent; {@code points} when it is met */
    public record Indicator(
            String code,
            Measure measure,
            String title,
            BigDecimal goal,
            BigDecimal points,
            String basis,
            Period period) {

        public boolean isMetBy(Rates.Rate rate) {
            return rate.whole() > 0 && new BigDecimal(rate.percent()).compareTo(goal) >= 0;
        }
    }

    /** 可用率 of one measure, with how it came about; nothing of nothing when it is not measured. */
    public record Measured(Rates.Rate rate, String words) {
        public static final Measured NOTHING = new Measured(new Rates.Rate(0, 0), "");
    }

    /**
     * One line of a score with its derivation.
     *
     * @param part numerator, of {@code whole}; {@code percent} empty when there is nothing to measure
     * @param earned of {@code points}; both empty when there is nothing to measure
     * @param words how the points came about
     */
    public record Item(
            String code,
            String title,
            String basis,
            String goal,
            long part,
            long whole,
            String percent,
            String earned,
            String points,
            String words) {}

    /** @param score of 100: {@code earned} of {@code points} that could be measured; empty without any */
    public record Score(String score, String earned, String points, List<Item> items) {}

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /** @param available 可用率 by measure; what is not there is not measured */
    public Score score(Rates rates, Map<Measure, Measured> available) {
        List<Item> items = new ArrayList<>();
        BigDecimal earned = BigDecimal.ZERO;
        BigDecimal points = BigDecimal.ZERO;
        for (Indicator one : indicators) {
            Measured measured = measured(one.measure(), rates, available);
            Rates.Rate rate = measured.rate();
            String aside = one.measure() == Measure.TIMELY ? aside(rates) : "";
            if (rate.whole() == 0) {
                items.add(item(one, rate, "", "没有可算的，不计分" + aside));
                continue;
            }
            BigDecimal mine = points(one, rate);
            earned = earned.add(mine);
            points = points.add(one.points());
            boolean met = mine.compareTo(one.points()) == 0;
            String words = (measured.words().isEmpty() ? "" : measured.words() + "：") + rate.part() + " ÷ "
                    + rate.whole() + " = " + rate.percent() + "%，"
                    + (met ? "达到" : "低于") + one.goal() + "%，"
                    + (met
                            ? "得满分" + one.points()
                            : one.points() + " × " + rate.percent() + " ÷ " + one.goal() + " = " + mine.toPlainString())
                    + aside;
            items.add(item(one, rate, mine.toPlainString(), words));
        }
        String score = points.signum() == 0
                ? ""
                : earned.multiply(BigDecimal.valueOf(100))
                        .divide(points, 2, RoundingMode.DOWN)
                        .toPlainString();
        return new Score(score, earned.toPlainString(), points.toPlainString(), List.copyOf(items));
    }

    /** What stands on no side of 及时率, in words; empty when there is none. */
    public static String aside(Rates rates) {
        return (rates.pending() == 0 ? "" : "；另有" + rates.pending() + "条尚未到期，不计")
                + (rates.early() == 0 ? "" : "；另有" + rates.early() + "条在报送义务起算（准入）以前发布，是历史数据，不计");
    }

    private static BigDecimal points(Indicator one, Rates.Rate rate) {
        BigDecimal percent = new BigDecimal(rate.percent());
        return percent.compareTo(one.goal()) >= 0
                ? one.points()
                : one.points().multiply(percent).divide(one.goal(), 2, RoundingMode.DOWN);
    }

    private static Item item(Indicator one, Rates.Rate rate, String earned, String words) {
        return new Item(
                one.code(),
                one.title(),
                one.basis(),
                one.goal().toPlainString(),
                rate.part(),
                rate.whole(),
                rate.percent(),
                earned,
                one.points().toPlainString(),
                words);
    }

    private static Measured measured(Measure measure, Rates rates, Map<Measure, Measured> available) {
        return switch (measure) {
            case PASSED -> new Measured(rates.passed(), "");
            case TIMELY -> new Measured(rates.timely(), "");
            case MENDED -> new Measured(rates.mended(), "");
            case CODED -> new Measured(rates.coded(), "");
            case REACHED, SYSTEM, NETWORK -> available.getOrDefault(measure, Measured.NOTHING);
        };
    }
}
