package org.mingjian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjian.rules.CaseLine.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingjian.rules.ClockCertificate.Entry;
import org.mingjian.rules.store.RuleFiles;

class ClockCertificateTest {

    private static final RuleBook BOOK = RuleFiles.published().construction(LocalDate.of(2026, 3, 1));

    @Test
    void aLawfulTradePassesEveryClockThatEnded() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                event("documentsIssued", "2026-03-02"),
                event("documentsSaleEnded", "2026-03-09"),
                event("bidDeadline", "2026-03-23"),
                event("opened", "2026-03-23"),
                event("reportReceived", "2026-03-25"),
                event("publicityStarted", "2026-03-26"),
                event("publicityEnded", "2026-03-30"),
                event("winnerDetermined", "2026-03-31"),
                event("awardIssued", "2026-04-01"),
                event("contractSigned", "2026-04-15"),
                event("depositReturned", "2026-04-16"),
                event("reportFiled", "2026-04-10")));

        assertThat(certificate.entries())
                .extracting(entry -> entry.verdict().rule().id())
                .containsExactly("G-T01", "G-T02", "G-T11", "G-T14", "G-T15", "G-T17", "G-T18", "G-T20");
        assertThat(certificate.entries()).allMatch(entry -> entry.verdict().verdict() == Verdict.PASS);
        assertThat(certificate.open()).isEmpty();
    }

    @Test
    void theNoticeNeverStandsInForTheDocuments() {
        ClockCertificate certificate =
                BOOK.certificate(List.of(event("noticePublished", "2026-03-02"), event("bidDeadline", "2026-03-30")));

        Entry entry = only(certificate, "G-T01");
        assertThat(entry.verdict().verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(entry.verdict().explanation()).contains("招标文件开始发出");
    }

    @Test
    void anOpenClockSaysWhenItIsDue() {
        ClockCertificate certificate = BOOK.certificate(List.of(event("objectionReceived", "2026-09-30")));

        Entry entry = only(certificate, "G-T08");
        assertThat(entry.isOpen()).isTrue();
        assertThat(entry.verdict().verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(entry.due())
                .isNotNull()
                .extracting(Due::at)
                .isEqualTo(Answer.known(Instant.parse("2026-10-08T15:59:59.999Z")));
    }

    @Test
    void everyObjectionHasItsOwnClock() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                about("objectionReceived", "2026-03-26", "first"),
                about("objectionReceived", "2026-03-27", "second"),
                about("objectionAnswered", "2026-03-28", "second"),
                about("objectionAnswered", "2026-04-02", "first")));

        assertThat(certificate.entries())
                .filteredOn(entry -> entry.verdict().rule().id().equals("G-T08"))
                .extracting(Entry::ref, entry -> entry.verdict().verdict())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("first", Verdict.VIOLATION),
                        org.assertj.core.groups.Tuple.tuple("second", Verdict.PASS));
    }

    @Test
    void anObjectionToTheResultIsNotMeasuredAgainstTheDeadline() {
        ClockCertificate certificate =
                BOOK.certificate(List.of(event("bidDeadline", "2026-03-22"), event("objectionReceived", "2026-03-27")));

        assertThat(certificate.entries())
                .extracting(entry -> entry.verdict().rule().id())
                .doesNotContain("G-T07");
    }

    @Test
    void openingBeforeTheAnswerBreaksTheSuspension() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                event("objectionReceived", "2026-03-10"),
                event("opened", "2026-03-12"),
                event("objectionAnswered", "2026-03-13")));

        ClockVerdict verdict = only(certificate, "G-T08.suspend").verdict();
        assertThat(verdict.verdict()).isEqualTo(Verdict.VIOLATION);
        assertThat(verdict.actual()).contains("开标");
    }

    @Test
    void everyLateClarificationIsFound() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                event("clarificationIssued", "2026-03-07"),
                event("clarificationIssued", "2026-03-08"),
                event("bidDeadline", "2026-03-22")));

        assertThat(certificate.entries())
                .filteredOn(entry -> entry.verdict().rule().id().equals("G-T05"))
                .extracting(entry -> entry.verdict().verdict())
                .containsExactly(Verdict.PASS, Verdict.VIOLATION);
    }

    @Test
    void theLastDeadlineCountsWhenItWasMoved() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                event("documentsIssued", "2026-03-02"),
                event("bidDeadline", "2026-03-20"),
                event("bidDeadline", "2026-03-25")));

        assertThat(only(certificate, "G-T01").verdict().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theAnswerOfAnObjectionStopsTheClockOfTheComplaint() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                event("wrongKnown", "2026-03-02"),
                event("objectionReceived", "2026-03-03"),
                event("objectionAnswered", "2026-03-06"),
                event("complaintLodged", "2026-03-16")));

        assertThat(only(certificate, "G-T22").verdict().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theDepositOfAWithdrawnBidHasItsOwnClock() {
        ClockCertificate certificate = BOOK.certificate(List.of(
                about("bidWithdrawn", "2026-03-16", "bidder-1"),
                about("depositReturned", "2026-03-24", "bidder-1"),
                event("contractSigned", "2026-04-20"),
                about("depositReturned", "2026-04-22", "bidder-2")));

        assertThat(only(certificate, "G-T20").verdict().verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(certificate, "G-T20.withdrawn").verdict().verdict()).isEqualTo(Verdict.VIOLATION);
    }

    @Test
    void anEventThatNoRuleKnowsIsAMistake() {
        assertThatThrownBy(() -> BOOK.certificate(List.of(event("bidDeadLine", "2026-03-22"))))
                .hasMessageContaining("bidDeadLine");
    }

    private static Entry only(ClockCertificate certificate, String rule) {
        List<Entry> found = certificate.entries().stream()
                .filter(entry -> entry.verdict().rule().id().equals(rule))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static TradeEvent event(String kind, String day) {
        return TradeEvent.of(kind, at(day));
    }

    private static TradeEvent about(String kind, String day, String ref) {
        return new TradeEvent(kind, at(day), ref);
    }
}
