package org.mingjian.exchange.domain;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * When the data officer is warned; dated data of {@code rules/exchange/warnings.yaml}.
 *
 * @param limit a rate below it warns, or a count above it
 * @param least records, minutes or seconds below which a rate says nothing
 * @param hours within which he has to act
 * @param page of the desk where he acts
 * @param to the first day it no longer holds
 * @param situation what an order to mend says of a source, or empty when none is drafted for it
 */
public record WarningRule(
        String rule,
        Measure measure,
        String title,
        Level level,
        BigDecimal limit,
        int least,
        int hours,
        String page,
        LocalDate from,
        LocalDate to,
        String basis,
        String situation,
        String orderBasis) {

    /** What is looked at. */
    public enum Measure {
        LATE_MINUTES,
        LATE_DAY,
        PASSED,
        TIMELY,
        MENDED,
        CODED,
        REACHED,
        SYSTEM,
        NETWORK,
        UNREPAIRED,
        STUCK,
        FULL,
        DIFFERING,
        CLOCK
    }

    /** 红橙黄蓝. */
    public enum Level {
        RED,
        ORANGE,
        YELLOW,
        BLUE
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /** Whether a rate of enough records misses the limit. */
    public boolean isMissedBy(Rates.Rate rate) {
        return rate.whole() >= Math.max(1, least) && new BigDecimal(rate.percent()).compareTo(limit) < 0;
    }

    public boolean isExceededBy(long count) {
        return BigDecimal.valueOf(count).compareTo(limit) > 0;
    }
}
