package org.mingjian.rules;

import java.math.BigDecimal;

/** What a rule that is no clock measures. */
public sealed interface Quantity {

    /** A number of things, or an amount of money in 元. */
    record Amount(BigDecimal value) implements Quantity {}

    /** A part of a whole, such as experts of a panel, or a deposit of an estimated price. The whole is positive. */
    record Share(BigDecimal part, BigDecimal whole) implements Quantity {
        public Share {
            if (whole.signum() <= 0) {
                throw new IllegalArgumentException("the whole of a share is positive: " + whole);
            }
        }
    }

    /** A named ground or medium. */
    record Chosen(String name) implements Quantity {}

    static Quantity count(long number) {
        return new Amount(BigDecimal.valueOf(number));
    }

    static Quantity amount(BigDecimal value) {
        return new Amount(value);
    }

    static Quantity share(long part, long whole) {
        return new Share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    static Quantity share(BigDecimal part, BigDecimal whole) {
        return new Share(part, whole);
    }

    static Quantity chosen(String name) {
        return new Chosen(name);
    }
}
