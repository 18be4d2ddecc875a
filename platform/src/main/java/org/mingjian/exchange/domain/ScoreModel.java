package org.mingjian.exchange.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a month's data quality is scored; dated data of {@code rules/exchange/scoring.yaml}.
 *
 * @param to the first day it no longer holds
 */
public record ScoreModel(
        String model, LocalDate from, LocalDate to, String basis, String certainty, List<Indicator> indicators) {

    /** What can be measured here. */
    public enum Measure {
        PASSED,
        TIMELY,
        MENDED,
        REACHED,
        CODED
    }

    /** @param goal percent; {@code points} when it is met */
    public record Indicator(
            String code, Measure measure, String title, BigDecimal goal, BigDecimal points, String basis) {}

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

    /** @param reached 可用率; nothing of nothing when no line was measured */
    public Score score(Rates rates, Rates.Rate reached) {
        List<Item> items = new ArrayList<>();
        BigDecimal earned = BigDecimal.ZERO;
        BigDecimal points = BigDecimal.ZERO;
        for (Indicator one : indicators) {
            Rates.Rate rate = rate(one.measure(), rates, reached);
            if (rate.whole() == 0) {
                items.add(item(one, rate, "", "没有可算的，不计分"));
                continue;
            }
            BigDecimal mine = points(one, rate);
            earned = earned.add(mine);
            points = points.add(one.points());
            boolean met = mine.compareTo(one.points()) == 0;
            String words = rate.part() + " ÷ " + rate.whole() + " = " + rate.percent() + "%，"
                    + (met ? "达到" : "低于") + one.goal() + "%，"
                    + (met
                            ? "得满分" + one.points()
                            : one.points() + " × " + rate.percent() + " ÷ " + one.goal() + " = "
                                    + mine.toPlainString());
            items.add(item(one, rate, mine.toPlainString(), words));
        }
        String score = points.signum() == 0
                ? ""
                : earned.multiply(BigDecimal.valueOf(100))
                        .divide(points, 2, RoundingMode.DOWN)
                        .toPlainString();
        return new Score(score, earned.toPlainString(), points.toPlainString(), List.copyOf(items));
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

    private static Rates.Rate rate(Measure measure, Rates rates, Rates.Rate reached) {
        return switch (measure) {
            case PASSED -> rates.passed();
            case TIMELY -> rates.timely();
            case MENDED -> rates.mended();
            case CODED -> rates.coded();
            case REACHED -> reached;
        };
    }
}
