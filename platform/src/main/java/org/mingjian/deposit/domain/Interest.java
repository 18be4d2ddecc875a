package org.mingjian.deposit.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.mingjian.kernel.Money;

/** 银行同期存款利息 (条例 §57): simple interest by the day on a year of 360 days, as banks reckon current deposits. */
public final class Interest {

    private static final BigDecimal YEAR = new BigDecimal(360);

    private Interest() {}

    /** @param annualRate a fraction, such as 0.0015 for 0.15 % */
    public static Money of(Money amount, BigDecimal annualRate, LocalDate received, LocalDate returned) {
        BigDecimal days = new BigDecimal(Math.max(0, ChronoUnit.DAYS.between(received, returned)));
        return new Money(amount.amount().multiply(annualRate).multiply(days).divide(YEAR, 2, RoundingMode.HALF_UP));
    }
}
