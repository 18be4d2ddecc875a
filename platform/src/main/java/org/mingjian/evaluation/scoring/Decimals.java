package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a decimal may be written: digits and a point, at most 18 before and 12 behind it. No exponent, so that a short
 * text never becomes a number with a billion digits.
 */
final class Decimals {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,12})?");

    private Decimals() {}

    static Optional<BigDecimal> parse(String text) {
        return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
