package org.mingjian.rules.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.Quantity;
import org.mingjian.rules.Verdict;

/** Judges rules that are no clocks, exactly: no value is rounded before it is compared. */
final class Quantities {

    private Quantities() {}

    static ClockVerdict judge(Rule rule, Quantity quantity) {
        return switch (rule.shape()) {
            case Shape.Bounds bounds -> {
                BigDecimal value = of(Quantity.Amount.class, rule, quantity).value();
                yield verdict(rule, within(bounds, value), value.toPlainString() + bounds.unit());
            }
            case Shape.Odd odd -> {
                BigDecimal value = of(Quantity.Amount.class, rule, quantity).value();
                yield verdict(rule, isOdd(value), value.toPlainString() + odd.unit());
            }
            case Shape.Portion portion -> {
                Quantity.Share share = of(Quantity.Share.class, rule, quantity);
                yield verdict(rule, within(portion, share), words(portion, share));
            }
            case Shape.OneOf choice -> {
                String name = of(Quantity.Chosen.class, rule, quantity).name();
                Map<String, String> allowed = choice.allowed();
                yield verdict(rule, allowed.containsKey(name), allowed.getOrDefault(name, name));
            }
            case Shape.Clock clock ->
                throw new IllegalArgumentException(rule.id() + " is a clock; check it with two times");
        };
    }

    private static <Q extends Quantity> Q of(Class<Q> type, Rule rule, Quantity quantity) {
        if (!type.isInstance(quantity)) {
            throw new IllegalArgumentException(
                    rule.id() + " does not measure a " + quantity.getClass().getSimpleName());
        }
        return type.cast(quantity);
    }

    private static boolean within(Shape.Bounds bounds, BigDecimal value) {
        boolean enough = bounds.least() == null || value.compareTo(bounds.least()) >= 0;
        boolean notTooMuch = bounds.most() == null || value.compareTo(bounds.most()) <= 0;
        return enough && notTooMuch;
    }

    private static boolean isOdd(BigDecimal value) {
        BigInteger whole = value.toBigIntegerExact();
        return whole.testBit(0);
    }

    private static boolean within(Shape.Portion portion, Quantity.Share share) {
        int compared = portion.bound().compareShare(share.part(), share.whole());
        return portion.floor() ? compared >= 0 : compared <= 0;
    }

    private static String words(Shape.Portion portion, Quantity.Share share) {
        if (!portion.percent()) {
            return share.part().toPlainString() + "/" + share.whole().toPlainString();
        }
        BigDecimal percent = share.part().movePointRight(2).divide(share.whole(), 4, RoundingMode.HALF_UP);
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    private static ClockVerdict verdict(Rule rule, boolean good, String actual) {
        return new ClockVerdict(
                rule.name(),
                good ? Verdict.PASS : Verdict.VIOLATION,
                rule.shape().required(),
                actual,
                rule.basis(),
                rule.onViolation(),
                "");
    }
}
