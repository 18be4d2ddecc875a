package org.mingjian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjian.rules.CaseLine.at;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingjian.rules.store.RuleFiles;

class RuleBookTest {

    private static final RuleBook BOOK = RuleFiles.published().construction(LocalDate.of(2026, 3, 1));

    @Test
    void aShortBiddingPeriodIsRefusedWithItsArticle() {
        ClockVerdict verdict = BOOK.check("G-T01", at("2026-03-02"), at("2026-03-21"));

        assertThat(verdict.verdict()).isEqualTo(Verdict.VIOLATION);
        assertThat(verdict.required()).isEqualTo("≥20日");
        assertThat(verdict.actual()).isEqualTo("19日");
        assertThat(verdict.refusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo("G-T01");
            assertThat(refusal.basis()).isEqualTo("招标投标法 §24");
            assertThat(refusal.detail()).contains("等标期", "≥20日", "19日");
        });
    }

    @Test
    void theLastDayOfAnAnswerMovesBehindTheHolidayAndEndsAtMidnightInShanghai() {
        Due due = BOOK.due("G-T08", at("2026-09-30"));

        assertThat(due.at()).isEqualTo(Answer.known(Instant.parse("2026-10-08T15:59:59.999Z")));
        assertThat(due.explanation()).contains("自然日", "2026-10-01起算", "国庆节", "2026-10-08");
    }

    @Test
    void aWorkingDayClockIsCountedInWorkingDays() {
        Due due = BOOK.due("G-T23", at("2026-09-30"));

        assertThat(due.at()).isEqualTo(Answer.known(Instant.parse("2026-10-10T15:59:59.999Z")));
        assertThat(due.explanation()).contains("工作日");
    }

    @Test
    void theFirstLawfulDeadlineIsTheStartOfItsDay() {
        assertThat(BOOK.due("G-T01", at("2026-03-02")).at())
                .isEqualTo(Answer.known(Instant.parse("2026-03-21T16:00:00Z")));
    }

    @Test
    void theLastDayOfAClarificationIsCountedBackFromTheDeadline() {
        assertThat(BOOK.due("G-T05", at("2026-03-22")).at())
                .isEqualTo(Answer.known(Instant.parse("2026-03-07T15:59:59.999Z")));
    }

    @Test
    void aDueDateInAnUnannouncedYearIsUnknownAndSaysWhy() {
        Due due = BOOK.due("G-T08", at("2026-12-30"));

        assertThat(due.at()).isEqualTo(Answer.unknown(2027));
        assertThat(due.explanation()).contains("2027年节假日安排未公布");
    }

    @Test
    void theDayIsTheDayInShanghai() {
        // 23:30 on 2 March in London is 3 March in Shanghai.
        Instant start = Instant.parse("2026-03-02T23:30:00Z");

        assertThat(BOOK.check("G-T08", start, at("2026-03-06")).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aVoluntaryTenderIsWarnedWhereTheLawDoesNotBindIt() {
        RuleBook voluntary = BOOK.voluntary();

        assertThat(voluntary.check("G-T01", at("2026-03-02"), at("2026-03-12")).warns())
                .isTrue();
        assertThat(voluntary.check("G-T10", Quantity.count(2)).refusal()).isPresent();
    }

    @Test
    void aRuleThatHasNotBegunIsNotInTheBook() {
        RuleBook early = RuleFiles.published().construction(LocalDate.of(2012, 1, 31));
        RuleBook later = RuleFiles.published().construction(LocalDate.of(2012, 2, 1));

        assertThat(early.rules())
                .extracting(rule -> rule.name().id())
                .contains("G-T01")
                .doesNotContain("G-T08");
        assertThat(later.rules()).extracting(rule -> rule.name().id()).contains("G-T01", "G-T08");
    }

    @Test
    void anUnknownRuleOrADateBeforeAllRulesIsAMistake() {
        assertThatThrownBy(() -> BOOK.check("G-T99", Quantity.count(1))).hasMessageContaining("G-T99");
        assertThatThrownBy(() -> BOOK.check("G-T01", Quantity.count(1))).hasMessageContaining("G-T01");
        assertThatThrownBy(() -> BOOK.check("G-T10", at("2026-03-01"), at("2026-03-02")))
                .hasMessageContaining("no clock");
        assertThatThrownBy(() -> RuleFiles.published().construction(LocalDate.of(1999, 12, 31)))
                .hasMessageContaining("1999-12-31");
        assertThatThrownBy(() -> RuleFiles.published().book("lottery", LocalDate.of(2026, 1, 1)))
                .hasMessageContaining("construction");
    }

    @Test
    void twoThirdsIsComparedExactly() {
        assertThat(BOOK.check("G-T12.experts", Quantity.share(2, 3)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(BOOK.check("G-T12.experts", Quantity.share(6_666_666, 10_000_000))
                        .verdict())
                .isEqualTo(Verdict.VIOLATION);
    }

    @Test
    void everyClockWithALengthSaysWhenItIsDue() {
        List<RuleSummary> lengths = BOOK.rules().stream()
                .filter(rule -> rule.required().matches("[≥≤]\\d+(日|个工作日|小时)"))
                .toList();

        assertThat(lengths).hasSizeGreaterThan(15).allSatisfy(rule -> assertThat(
                        BOOK.due(rule.name().id(), at("2026-03-02")).at())
                .isInstanceOf(Answer.Known.class));
    }

    @Property
    void aLaterEndNeverMendsALimitAndNeverBreaksAShortestPeriod(
            @ForAll @IntRange(max = 300) int startDay, @ForAll @IntRange(max = 60) int length) {
        Instant start = at(LocalDate.of(2026, 1, 1).plusDays(startDay).toString());
        for (RuleSummary rule : BOOK.rules()) {
            if (!rule.required().matches("[≥≤]\\d+(日|个工作日|小时)")) {
                continue;
            }
            Verdict sooner = verdict(rule, start, length);
            Verdict later = verdict(rule, start, length + 1);
            if (rule.required().startsWith("≤")) {
                assertThat(later == Verdict.PASS && sooner != Verdict.PASS).isFalse();
            } else {
                assertThat(later == Verdict.VIOLATION && sooner != Verdict.VIOLATION)
                        .isFalse();
            }
        }
    }

    private static Verdict verdict(RuleSummary rule, Instant start, int days) {
        return BOOK.check(rule.name().id(), start, start.plus(days, ChronoUnit.DAYS))
                .verdict();
    }
}
