package org.mingjian.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mingjian.rules.Answer.Known;
import org.mingjian.rules.Answer.Unknown;

/**
 * 工作日历: which days are worked, and arithmetic in working days and in natural days.
 *
 * <p>A year that is not configured gives {@link Answer.Unknown}, weekends too, because a notice may make them
 * working days.
 * The notice of a year is taken as complete for its dates until the next year's notice, read later, names days of its
 * December.
 */
public final class WorkCalendar {

    private final Set<Integer> years = new TreeSet<>();
    private final Map<LocalDate, String> holidays = new HashMap<>();
    private final Set<LocalDate> makeUpDays = new HashSet<>();

    public WorkCalendar(Collection<CalendarYear> configured) {
        for (CalendarYear year : configured) {
            if (!years.add(year.year())) {
                throw new IllegalArgumentException("the year " + year.year() + " is configured twice");
            }
            holidays.putAll(year.holidays());
            makeUpDays.addAll(year.makeUpDays());
        }
        if (makeUpDays.stream().anyMatch(holidays::containsKey)) {
            throw new IllegalArgumentException("two notices disagree about a day");
        }
    }

    /** The years whose notice is configured. */
    public Set<Integer> years() {
        return Set.copyOf(years);
    }

    public Answer<Boolean> isWorkingDay(LocalDate day) {
        if (makeUpDays.contains(day)) {
            return Answer.known(true);
        }
        if (holidays.containsKey(day)) {
            return Answer.known(false);
        }
        return years.contains(day.getYear()) ? Answer.known(!isWeekend(day)) : Answer.unknown(day.getYear());
    }

    /** The name of the announced holiday, such as 国庆节; empty for an ordinary day or weekend. */
    public Optional<String> holiday(LocalDate day) {
        return Optional.ofNullable(holidays.get(day));
    }

    /** The last day of a period that starts with {@code start}, which itself does not count. */
    public LocalDate plus(LocalDate start, NaturalDays length) {
        return start.plusDays(length.count());
    }

    public LocalDate minus(LocalDate end, NaturalDays length) {
        return end.minusDays(length.count());
    }

    /** The nth working day after {@code start}, which itself does not count; {@code start} for none. */
    public Answer<LocalDate> plus(LocalDate start, WorkingDays length) {
        return walk(start, length, 1);
    }

    /** The nth working day before {@code end}, which itself does not count; {@code end} for none. */
    public Answer<LocalDate> minus(LocalDate end, WorkingDays length) {
        return walk(end, length, -1);
    }

    /** No announcement still to come can make {@code plus(start, length)} earlier than this day. */
    public LocalDate earliest(LocalDate start, WorkingDays length) {
        LocalDate day = start;
        for (int left = length.count(); left > 0; ) {
            day = day.plusDays(1);
            if (!(isWorkingDay(day) instanceof Known<Boolean> known) || known.value()) {
                left--;
            }
        }
        return day;
    }

    /** Days from {@code start}, which does not count, to {@code end}, which does. */
    public NaturalDays naturalDays(LocalDate start, LocalDate end) {
        return new NaturalDays(Math.toIntExact(ChronoUnit.DAYS.between(start, end)));
    }

    /** Working days from {@code start}, which does not count, to {@code end}, which does. */
    public Answer<WorkingDays> workingDays(LocalDate start, LocalDate end) {
        int count = 0;
        for (LocalDate day = start.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
            switch (isWorkingDay(day)) {
                case Known<Boolean> known -> count += known.value() ? 1 : 0;
                case Unknown<Boolean> unknown -> {
                    return Answer.unknown(unknown.missingYear());
                }
            }
        }
        return Answer.known(new WorkingDays(count));
    }

    /** Where a period ends whose counted last day is {@code counted} (民法典 §203). */
    public Answer<LocalDate> lastDay(LocalDate counted, LastDay policy) {
        if (policy == LastDay.NONE) {
            return Answer.known(counted);
        }
        boolean holidaySeen = false;
        for (LocalDate day = firstOfRest(counted); ; day = day.plusDays(1)) {
            switch (isWorkingDay(day)) {
                case Known<Boolean> known -> {
                    if (known.value() && !day.isBefore(counted)) {
                        boolean moves = policy == LastDay.REST_DAY || holidaySeen;
                        return Answer.known(moves ? day : counted);
                    }
                }
                case Unknown<Boolean> unknown -> {
                    return Answer.unknown(unknown.missingYear());
                }
            }
            holidaySeen |= holidays.containsKey(day);
        }
    }

    /** The first day of the unbroken rest that holds the day; the day itself when it is worked or unknown. */
    private LocalDate firstOfRest(LocalDate day) {
        LocalDate first = day;
        while (isKnownRest(first) && isKnownRest(first.minusDays(1))) {
            first = first.minusDays(1);
        }
        return first;
    }

    private boolean isKnownRest(LocalDate day) {
        return isWorkingDay(day) instanceof Known<Boolean> known && !known.value();
    }

    private Answer<LocalDate> walk(LocalDate from, WorkingDays length, int step) {
        LocalDate day = from;
        for (int left = length.count(); left > 0; ) {
            day = day.plusDays(step);
            switch (isWorkingDay(day)) {
                case Known<Boolean> known -> left -= known.value() ? 1 : 0;
                case Unknown<Boolean> unknown -> {
                    return Answer.unknown(unknown.missingYear());
                }
            }
        }
        return Answer.known(day);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
