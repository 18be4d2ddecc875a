package org.mingjian.rules.domain;

import java.math.BigDecimal;

/** An exact fraction, so that two thirds is two thirds. */
public record Fraction(long numerator, long denominator) {

    public Fraction {
        if (numerator < 0 || denominator <= 0) {
            throw new IllegalArgumentException("no fraction: " + numerator + "/" + denominator);
        }
    }

    /** Negative, zero or positive as {@code part/whole} is below, at or above this. */
    public int compareShare(BigDecimal part, BigDecimal whole) {
        return part.multiply(BigDecimal.valueOf(denominator)).compareTo(whole.multiply(BigDecimal.valueOf(numerator)));
    }

    /** {@code 2/3}, or as a percentage {@code 2%}. */
    public String text(boolean percent) {
        if (!percent) {
            return numerator + "/" + denominator;
        }
        BigDecimal value = BigDecimal.valueOf(numerator).movePointRight(2).divide(BigDecimal.valueOf(denominator));
        return value.stripTrailingZeros().toPlainString() + "%";
    }
}
