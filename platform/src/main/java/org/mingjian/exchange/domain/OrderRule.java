package org.mingjian.exchange.domain;

import java.time.LocalDate;

/**
 * 限期整改 as {@code rules/exchange/warnings.yaml} says it.
 *
 * @param days a source has to mend
 * @param publishFrom the state from which a source may be named in public
 * @param to the first day it no longer holds
 */
public record OrderRule(LocalDate from, LocalDate to, int days, OrderState publishFrom, String basis) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }
}
