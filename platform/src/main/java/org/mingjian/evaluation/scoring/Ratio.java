package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction. Means and deviations seldom end as decimals; as fractions they are never rounded, so the only
 * roundings in a score are those its sheet states (招标文件写明的取舍).
 */
public final class Ratio implements Comparable<Ratio> {

    public static final Ratio ZERO = of(BigDecimal.ZERO);
    public static final Ratio ONE = of(BigDecimal.ONE);
    static final Ratio HUNDRED = of(BigDecimal.valueOf(100));

    /** Fractions stay unreduced while they are small: reducing 100,000 of them costs more than all the scoring. */
    private static final int REDUCE_ABOVE_BITS = 256;

    private final BigInteger numerator;
    private final BigInteger denominator;

    private Ratio(BigInteger numerator, BigInteger denominator) {
        if (denominator.bitLength() > REDUCE_ABOVE_BITS) {
            BigInteger divisor = numerator.gcd(denominator);
            this.numerator = numerator.divide(divisor);
            this.denominator = denominator.divide(divisor);
        } else {
            this.numerator = numerator;
            this.denominator = denominator;
        }
    }

    public static Ratio of(BigDecimal decimal) {
        if (decimal.scale() <= 0) {
            return new Ratio(decimal.toBigIntegerExact(), BigInteger.ONE);
        }
        return new Ratio(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    public static Ratio of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    public static Ratio of(long whole) {
        return of(BigDecimal.valueOf(whole));
    }

    public Ratio plus(Ratio other) {
        if (denominator.equals(other.denominator)) {
            return new Ratio(numerator.add(other.numerator), denominator);
        }
        BigInteger sum = numerator.multiply(other.denominator).add(other.numerator.multiply(denominator));
        return new Ratio(sum, denominator.multiply(other.denominator));
    }

    public Ratio minus(Ratio other) {
        return plus(other.negated());
    }

    public Ratio times(Ratio other) {
        return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** @throws ArithmeticException when the divisor is zero; callers check what they divide by */
    public Ratio over(Ratio other) {
        if (other.sign() == 0) {
            throw new ArithmeticException("division by zero");
        }
        Ratio flipped = other.sign() > 0
                ? new Ratio(other.denominator, other.numerator)
                : new Ratio(other.denominator.negate(), other.numerator.negate());
        return times(flipped);
    }

    public Ratio negated() {
        return new Ratio(numerator.negate(), denominator);
    }

    public Ratio abs() {
        return sign() < 0 ? negated() : this;
    }

    public int sign() {
        return numerator.signum();
    }

    public Ratio atLeast(Ratio floor) {
        return compareTo(floor) < 0 ? floor : this;
    }

    public Ratio atMost(Ratio ceiling) {
        return compareTo(ceiling) > 0 ? ceiling : this;
    }

    /** 四舍五入: half away from zero, at {@code scale} decimals. */
    public BigDecimal halfUp(int scale) {
        return rounded(scale, RoundingMode.HALF_UP);
    }

    BigDecimal rounded(int scale, RoundingMode mode) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, mode);
    }

    /** For showing: HALF_UP at {@code maxScale} decimals, zeros at the end dropped, never in exponent form. */
    public String shown(int maxScale) {
        BigDecimal value = halfUp(maxScale).stripTrailingZeros();
        return (value.scale() < 0 ? value.setScale(0) : value).toPlainString();
    }

    /** True when {@code scale} decimals say the value without rounding. */
    public boolean fits(int scale) {
        return of(halfUp(scale)).compareTo(this) == 0;
    }

    @Override
    public int compareTo(Ratio other) {
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ratio ratio && compareTo(ratio) == 0;
    }

    @Override
    public int hashCode() {
        BigInteger divisor = numerator.gcd(denominator);
        return numerator.divide(divisor).hashCode() * 31
                + denominator.divide(divisor).hashCode();
    }

    @Override
    public String toString() {
        return fits(12) ? shown(12) : numerator + "/" + denominator;
    }
}
