package org.mingjian.verifier;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact fraction in lowest terms, so that a score is rounded only where its sheet says so. */
record Fraction(BigInteger above, BigInteger below) implements Comparable<Fraction> {

    static final Fraction ZERO = of(0);
    static final Fraction ONE = of(1);
    static final Fraction HUNDRED = of(100);

    Fraction {
        BigInteger divisor = above.gcd(below);
        if (below.signum() < 0) {
            divisor = divisor.negate();
        }
        above = above.divide(divisor);
        below = below.divide(divisor);
    }

    static Fraction of(long whole) {
        return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    /** @param decimal digits and a point, as {@code 0.97} */
    static Fraction of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    static Fraction of(BigDecimal decimal) {
        return decimal.scale() <= 0
                ? new Fraction(decimal.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    Fraction plus(Fraction other) {
        return new Fraction(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
    }

    Fraction minus(Fraction other) {
        return plus(new Fraction(other.above.negate(), other.below));
    }

    Fraction times(Fraction other) {
        return new Fraction(above.multiply(other.above), below.multiply(other.below));
    }

    /** The divisor is not zero; callers see to it. */
    Fraction over(Fraction other) {
        return new Fraction(above.multiply(other.below), below.multiply(other.above));
    }

    Fraction abs() {
        return new Fraction(above.abs(), below);
    }

    int sign() {
        return above.signum();
    }

    boolean isAbove(Fraction other) {
        return compareTo(other) > 0;
    }

    Fraction atLeast(Fraction floor) {
        return isAbove(floor) ? this : floor;
    }

    Fraction atMost(Fraction ceiling) {
        return isAbove(ceiling) ? ceiling : this;
    }

    /** 四舍五入, half away from zero. */
    Fraction rounded(int scale) {
        return of(decimal(scale, RoundingMode.HALF_UP));
    }

    BigDecimal decimal(int scale, RoundingMode mode) {
        return new BigDecimal(above).divide(new BigDecimal(below), scale, mode);
    }

    /** With exactly so many decimals. */
    String fixed(int scale) {
        return decimal(scale, RoundingMode.HALF_UP).toPlainString();
    }

    /** With at most so many decimals, without zeros at the end. */
    String shown(int most) {
        BigDecimal value = decimal(most, RoundingMode.HALF_UP).stripTrailingZeros();
        return (value.scale() < 0 ? value.setScale(0) : value).toPlainString();
    }

    @Override
    public int compareTo(Fraction other) {
        return above.multiply(other.below).compareTo(other.above.multiply(below));
    }
}
