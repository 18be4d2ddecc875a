package org.mingjian.rules.store;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.mingjian.rules.CalendarYear;
import tools.jackson.databind.JsonNode;

/** Reads {@code rules/calendar/YYYY.yaml}: the holidays and make-up working days of one year's notice. */
final class CalendarFiles {

    private CalendarFiles() {}

    static CalendarYear read(int year, String where, JsonNode document) {
        Fields file = new Fields(where, document);
        if (!file.need("year").equals(Integer.toString(year))) {
            throw file.mistake("is not about " + year);
        }
        if (file.list("notices").isEmpty()) {
            throw file.mistake("names no notice");
        }
        Map<LocalDate, String> holidays = new LinkedHashMap<>();
        Set<LocalDate> makeUpDays = new HashSet<>();
        for (JsonNode node : file.find("holidays").orElseThrow(() -> file.mistake("lacks holidays"))) {
            Fields holiday = new Fields(where, node);
            String name = holiday.need("name");
            days(holiday, "off", year, day -> holidays.put(day, name));
            days(holiday, "work", year, makeUpDays::add);
            holiday.nothingElse();
        }
        file.nothingElse();
        return new CalendarYear(year, holidays, makeUpDays);
    }

    private static void days(Fields fields, String name, int year, Consumer<LocalDate> each) {
        for (String run : fields.list(name)) {
            List<String> ends = List.of(run.split("\\.\\."));
            LocalDate first = LocalDate.parse(ends.get(0));
            LocalDate last = LocalDate.parse(ends.get(ends.size() - 1));
            if (last.isBefore(first) || last.getYear() != year && last.getYear() != year - 1) {
                throw fields.mistake("has no days of the year in " + run);
            }
            first.datesUntil(last.plusDays(1)).forEach(each);
        }
    }
}
