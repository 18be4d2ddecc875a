package org.mingjian.coding.domain;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mingjian.coding.TradeCode;
import org.mingjian.kernel.CreditCode;

/** Puts the 统一交易标识码 together. */
public final class TradeCodes {

    public static final int LARGEST_SERIAL = 999_999;

    private TradeCodes() {}

    /** What the serial is counted under: class, operator and date, with hyphens. */
    public static String prefix(String tradeClass, CreditCode operator, LocalDate date) {
        return tradeClass + "-" + operator.value() + "-" + date.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    public static TradeCode of(String prefix, int serial, CheckCharacter algorithm) {
        if (serial < 1 || serial > LARGEST_SERIAL) {
            throw new IllegalArgumentException("a serial is 1 to " + LARGEST_SERIAL);
        }
        String unchecked = prefix + String.format(Locale.ROOT, "-%06d", serial);
        return new TradeCode(unchecked + "-" + algorithm.of(unchecked.replace("-", "")));
    }
}
