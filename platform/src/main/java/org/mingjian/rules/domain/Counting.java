package org.mingjian.rules.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.mingjian.rules.Answer;
import org.mingjian.rules.Answer.Known;
import org.mingjian.rules.Answer.Unknown;
import org.mingjian.rules.Excluded;
import org.mingjian.rules.LastDay;
import org.mingjian.rules.NaturalDays;
import org.mingjian.rules.WorkCalendar;
import org.mingjian.rules.WorkingDays;

/** Counts periods on the calendar of Asia/Shanghai: 开始当日不计入，次日起算. */
final class Counting {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The last instant of a day that a person is told: 二十四时. */
    private static final LocalTime LAST = LocalTime.of(23, 59, 59, 999_000_000);

    private final WorkCalendar calendar;

    Counting(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    static Instant endOf(LocalDate day) {
        return day.atTime(LAST).atZone(ZONE).toInstant();
    }

    /** The end of a period in 日, moved past holidays as the policy says. */
    Deadline deadline(Instant start, NaturalDays length, LastDay policy, List<Excluded> excluded) {
        int stopped = excluded.stream()
                .mapToInt(part ->
                        calendar.naturalDays(day(part.from()), day(part.to())).count())
                .sum();
        LocalDate counted = calendar.plus(day(start), new NaturalDays(length.count() + stopped));
        return new Deadline(counted, calendar.lastDay(counted, policy), counted);
    }

    /** The end of a period in 工作日. */
    Deadline deadline(Instant start, WorkingDays length, List<Excluded> excluded) {
        int stopped = 0;
        Answer<LocalDate> unknown = Answer.known(day(start));
        for (Excluded part : excluded) {
            switch (calendar.workingDays(day(part.from()), day(part.to()))) {
                case Known<WorkingDays> known -> stopped += known.value().count();
                case Unknown<WorkingDays> missing -> unknown = Answer.unknown(missing.missingYear());
            }
        }
        WorkingDays all = new WorkingDays(length.count() + stopped);
        LocalDate earliest = calendar.earliest(day(start), all);
        return new Deadline(earliest, unknown.then(ok -> calendar.plus(day(start), all)), earliest);
    }

    static Duration elapsed(Instant start, Instant end, List<Excluded> excluded) {
        Duration all = Duration.between(start, end);
        for (Excluded part : excluded) {
            all = all.minus(Duration.between(part.from(), part.to()));
        }
        return all;
    }

    WorkCalendar calendar() {
        return calendar;
    }
}
