package org.mingjian.exchange.domain;

import java.time.LocalDate;

/**
 * From when on a source's records count in 及时率; dated data of {@code rules/exchange/timeliness.yaml}.
 *
 * @param to the first day it no longer holds
 * @param fromAdmission what became true before the source was admitted is on no side; else every record counts
 */
public record TimelinessRule(LocalDate from, LocalDate to, boolean fromAdmission, String words, String basis) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }
}
