package org.mingjian.rules;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The holidays of one year as the State Council's notice names them. A notice may also name days of the December
 * before.
 *
 * @param holidays 放假 days with the holiday's name, weekends inside the holiday included
 * @param makeUpDays 调休上班: weekend days on which people work
 */
public record CalendarYear(int year, Map<LocalDate, String> holidays, Set<LocalDate> makeUpDays) {

    public CalendarYear {
        holidays = Map.copyOf(holidays);
        makeUpDays = Set.copyOf(makeUpDays);
        if (makeUpDays.stream().anyMatch(holidays::containsKey)) {
            throw new IllegalArgumentException("a day of " + year + " is both holiday and working day");
        }
    }
}
