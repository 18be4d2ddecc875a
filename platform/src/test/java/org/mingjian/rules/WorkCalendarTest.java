package org.mingjian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.rules.Answer.Known;
import org.mingjian.rules.store.RuleFiles;

class WorkCalendarTest {

    private static final WorkCalendar CALENDAR = RuleFiles.published().calendar();

    @ParameterizedTest
    @CsvSource({
        "2026-09-20,true", // Sunday, worked for 国庆节
        "2026-10-01,false",
        "2026-10-10,true", // Saturday, worked
        "2026-10-09,true",
        "2026-10-11,false", // Sunday
        "2020-01-31,false", // the notice of 27 January 2020 prolonged 春节
        "2020-02-03,true",
        "2015-09-03,false",
        "2018-12-29,true", // Saturday named by the notice of 2019
        "2018-12-31,false",
        "2007-01-01,false"
    })
    void noticesDecideWhichDaysAreWorked(LocalDate day, boolean worked) {
        assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(Answer.known(worked));
    }

    /** Working days a year: 365 days less weekends and holidays, counted from the notices. */
    @ParameterizedTest
    @CsvSource({"2024,251", "2025,248", "2026,248"})
    void aYearHasItsNumberOfWorkingDays(int year, int expected) {
        assertThat(CALENDAR.workingDays(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                .isEqualTo(Answer.known(new WorkingDays(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01", "2027-01-02", "2027-06-15", "2006-06-01"})
    void aDayOfAnUnannouncedYearIsUnknownEvenOnAWeekend(LocalDate day) {
        assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(Answer.unknown(day.getYear()));
    }

    @Test
    void countingIntoAnUnannouncedYearIsUnknown() {
        LocalDate start = LocalDate.of(2026, 12, 30);

        assertThat(CALENDAR.plus(start, new WorkingDays(1))).isEqualTo(Answer.known(LocalDate.of(2026, 12, 31)));
        assertThat(CALENDAR.plus(start, new WorkingDays(2))).isEqualTo(Answer.unknown(2027));
        assertThat(CALENDAR.workingDays(start, LocalDate.of(2027, 1, 4))).isEqualTo(Answer.unknown(2027));
        assertThat(CALENDAR.earliest(start, new WorkingDays(2))).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05,NONE,2026-10-05",
        "2026-10-05,PUBLIC_HOLIDAY,2026-10-08",
        "2026-10-05,REST_DAY,2026-10-08",
        "2026-03-21,PUBLIC_HOLIDAY,2026-03-21", // a plain Saturday
        "2026-03-21,REST_DAY,2026-03-23",
        "2014-04-06,PUBLIC_HOLIDAY,2014-04-08", // the Sunday between two days of 清明节
        "2019-06-09,PUBLIC_HOLIDAY,2019-06-10", // the Sunday joined to 端午节
        "2026-10-10,REST_DAY,2026-10-10" // a Saturday that is worked
    })
    void aLastDayThatRestsMovesAsThePolicySays(LocalDate counted, LastDay policy, LocalDate expected) {
        assertThat(CALENDAR.lastDay(counted, policy)).isEqualTo(Answer.known(expected));
    }

    @Test
    void aLastDayInAnUnannouncedYearIsUnknownUnlessItNeverMoves() {
        LocalDate counted = LocalDate.of(2027, 3, 1);

        assertThat(CALENDAR.lastDay(counted, LastDay.REST_DAY)).isEqualTo(Answer.unknown(2027));
        assertThat(CALENDAR.lastDay(counted, LastDay.NONE)).isEqualTo(Answer.known(counted));
    }

    @Test
    void aDayThatBothRestsAndIsWorkedIsRefused() {
        LocalDate day = LocalDate.of(2026, 1, 1);

        assertThatThrownBy(() -> new CalendarYear(2026, Map.of(day, "元旦"), Set.of(day)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameYearTwiceIsRefused() {
        CalendarYear year = new CalendarYear(2026, Map.of(), Set.of());

        assertThatThrownBy(() -> new WorkCalendar(List.of(year, year))).hasMessageContaining("twice");
    }

    @Provide
    Arbitrary<LocalDate> announced() {
        long first = LocalDate.of(2007, 6, 1).toEpochDay();
        long last = LocalDate.of(2026, 5, 31).toEpochDay();
        return Arbitraries.longs().between(first, last).map(LocalDate::ofEpochDay);
    }

    @Property
    void takingAwayUndoesAdding(@ForAll("announced") LocalDate start, @ForAll @IntRange(max = 90) int count) {
        NaturalDays days = new NaturalDays(count);
        assertThat(CALENDAR.minus(CALENDAR.plus(start, days), days)).isEqualTo(start);
        assertThat(CALENDAR.naturalDays(start, CALENDAR.plus(start, days))).isEqualTo(days);

        if (CALENDAR.isWorkingDay(start).equals(Answer.known(true))) {
            WorkingDays worked = new WorkingDays(count);
            LocalDate end = known(CALENDAR.plus(start, worked));
            assertThat(CALENDAR.minus(end, worked)).isEqualTo(Answer.known(start));
        }
    }

    @Property
    void theNthWorkingDayIsWorkedAndHasNWorkingDaysBeforeIt(
            @ForAll("announced") LocalDate start, @ForAll @IntRange(min = 1, max = 90) int count) {
        WorkingDays worked = new WorkingDays(count);
        LocalDate end = known(CALENDAR.plus(start, worked));

        assertThat(CALENDAR.isWorkingDay(end)).isEqualTo(Answer.known(true));
        assertThat(CALENDAR.workingDays(start, end)).isEqualTo(Answer.known(worked));
        assertThat(CALENDAR.earliest(start, worked)).isEqualTo(end);
    }

    @Property
    void aLongerPeriodAndALaterStartNeverEndEarlier(
            @ForAll("announced") LocalDate start, @ForAll @IntRange(max = 90) int count, @ForAll LastDay policy) {
        LocalDate end = known(CALENDAR.plus(start, new WorkingDays(count)));
        LocalDate day = known(CALENDAR.lastDay(start.plusDays(count), policy));

        assertThat(known(CALENDAR.plus(start, new WorkingDays(count + 1)))).isAfter(end);
        assertThat(known(CALENDAR.plus(start.plusDays(1), new WorkingDays(count))))
                .isAfterOrEqualTo(end);
        assertThat(known(CALENDAR.lastDay(start.plusDays(count + 1), policy))).isAfterOrEqualTo(day);
        assertThat(day).isAfterOrEqualTo(start.plusDays(count));
    }

    private static <T> T known(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Known.class);
        return ((Known<T>) answer).value();
    }
}
