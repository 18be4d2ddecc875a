package org.mingjian.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** An amount of 人民币 in 元, exact, at least two decimals; in JSON a decimal string such as {@code "18334233.00"}. */
public record Money(BigDecimal amount) implements Comparable<Money> {

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,18}(\\.\\d{1,8})?");

    public Money {
        if (amount.scale() < 2) {
            amount = amount.setScale(2, RoundingMode.UNNECESSARY);
        } else if (amount.scale() > 2) {
            BigDecimal stripped = amount.stripTrailingZeros();
            amount = stripped.scale() < 2 ? stripped.setScale(2, RoundingMode.UNNECESSARY) : stripped;
        }
    }

    /**
     * @param text plain decimal in 元, at most 18 digits before and 8 after the point; no exponent, no separator
     * @throws IllegalArgumentException when the text is anything else
     */
    @JsonCreator
    public static Money of(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("not an amount in 元: " + text);
        }
        return new Money(new BigDecimal(text));
    }

    /** 万元 to 元. */
    public static Money ofTenThousands(String wan) {
        return new Money(new BigDecimal(wan).movePointRight(4));
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    @JsonValue
    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
