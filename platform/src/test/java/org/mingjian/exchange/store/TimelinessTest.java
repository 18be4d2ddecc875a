package org.mingjian.exchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.domain.PastData;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.ScoreModel;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * 及时率 at its boundaries: a trade's record in less than ten minutes, one of subjects on its day; what waits and is not
 * due is on no side, what waits and is due is late (运行管理办法 §9). Records of days that no other test uses.
 */
@PlatformTest
@Transactional
class TimelinessTest {

    /** 00:00 in Beijing. */
    private static final Instant DAY = Instant.parse("2023-04-10T16:00:00Z");

    private static final Duration TEN = Duration.ofMinutes(10);
    private static int serial;

    @Autowired
    JdbcClient sql;

    @Autowired
    BoardStore boards;

    @Autowired
    DutyStore duties;

    /** Not seen by anybody else: each test is rolled back. */
    @BeforeEach
    void anUpperNodeLongAgo() {
        peer("E9900000077", "UPPER", DAY.minus(Duration.ofDays(300)));
    }

    @Test
    void aTradeRecordIsInTimeBeforeTenMinutesAreOver() {
        Instant due = DAY.plus(Duration.ofHours(1));
        sent("T001", "500", due, due.plus(TEN).minusMillis(1));
        sent("T001", "500", due, due.plus(TEN));

        assertThat(line("T001", due.plus(Duration.ofDays(1)))).isEqualTo(new Times(2, 1, 1, 0));
        assertThat(rates("T001", due.plus(Duration.ofDays(1))).coded().percent())
                .as("nothing of them is judged yet")
                .isEmpty();
    }

    @Test
    void whatWaitsIsOnNoSideUntilItsTimeIsUpAndThenLate() {
        Instant due = DAY.plus(Duration.ofHours(2));
        sent("T002", "503", due, null);

        assertThat(line("T002", due.plus(TEN).minusMillis(1))).isEqualTo(new Times(1, 0, 0, 1));
        assertThat(rates("T002", due.plus(TEN).minusMillis(1)).timely().percent())
                .as("nothing to count yet")
                .isEmpty();
        assertThat(line("T002", due.plus(TEN))).isEqualTo(new Times(1, 0, 1, 0));
        assertThat(rates("T002", due.plus(TEN)).timely().percent()).isEqualTo("0.00");
    }

    @Test
    void aSubjectsRecordHasUntilTheEndOfItsDayInBeijing() {
        Instant evening = DAY.plus(Duration.ofHours(23));
        Instant midnight = DAY.plus(Duration.ofDays(1));
        sent("T003", "101", evening, midnight.minusMillis(1));
        sent("T003", "101", evening, midnight);
        sent("T003", "101", evening, null);

        assertThat(line("T003", midnight.minusMillis(1))).isEqualTo(new Times(3, 1, 0, 2));
        assertThat(line("T003", midnight)).isEqualTo(new Times(3, 1, 2, 0));
    }

    @Test
    void whatIsHeldForAPersonIsOwedAndLateWhenItsTimeIsUp() {
        Instant at = DAY.plus(Duration.ofHours(3));
        held("T004", "500", at);
        held("T004", "101", at);

        List<BoardStore.Line> before = held("T004", at.plus(TEN).minusMillis(1));
        assertThat(before).allSatisfy(line -> assertThat(line.late()).isZero());
        List<BoardStore.Line> after = held("T004", at.plus(TEN));
        assertThat(after).extracting(BoardStore.Line::dataset).containsExactly("101", "500");
        assertThat(after).extracting(BoardStore.Line::late).containsExactly(0L, 1L);
        assertThat(after).extracting(BoardStore.Line::pending).containsExactly(1L, 0L);
        assertThat(after).extracting(BoardStore.Line::held).containsExactly(1L, 1L);
        assertThat(after).extracting(BoardStore.Line::sent).containsExactly(0L, 0L);
    }

    @Test
    void whatArrivedOrWasDecidedAfterTheMomentThatIsLookedAtIsNotKnown() {
        Instant due = DAY.plus(Duration.ofHours(4));
        Instant known = due.plusSeconds(60);
        sent("T005", "500", due, due.plusSeconds(61));
        sent("T005", "500", due, due.plusSeconds(30));
        sql.sql("update exchange.outbound set state = 'ACCEPTED', decided_at = :at where key like 'T005%'")
                .param("at", Timestamp.from(due.plusSeconds(60)))
                .update();
        sql.sql("update exchange.outbound set decided_at = :at where key like 'T005%' and received_at > :known")
                .param("at", Timestamp.from(due.plusSeconds(70)))
                .param("known", Timestamp.from(known))
                .update();

        BoardStore.Line then = lines("T005", known, known).getFirst();
        assertThat(List.of(then.good(), then.timely(), then.pending())).containsExactly(1L, 1L, 1L);
        BoardStore.Line now =
                lines("T005", known, Instant.parse("9999-01-01T00:00:00Z")).getFirst();
        assertThat(List.of(now.good(), now.timely(), now.pending())).containsExactly(2L, 2L, 0L);
    }

    @Test
    void aKeyIsMendedWhenNoRefusalOfItIsTheLastWord() {
        Instant due = DAY.plus(Duration.ofHours(5));
        for (int n = 0; n < 5; n++) {
            sent("T006", "500", due, due.plusSeconds(n));
        }
        // Refused, accepted, refused again; and another key refused, then accepted.
        sql.sql("update exchange.outbound set decided_at = received_at, key = case when n <= 3 then 'T006again' else"
                        + " 'T006mended' end, state = case when n in (2, 5) then 'ACCEPTED' else 'REFUSED' end from (select"
                        + " number o, row_number() over (order by number) n from exchange.outbound"
                        + " where key like 'T006%') r where o = number and lane = 'HISTORY'")
                .update();

        BoardStore.Line line = lines("T006", due.plus(TEN), due.plus(TEN)).getFirst();
        assertThat(List.of(line.good(), line.bad(), line.broken(), line.mended(), line.coded()))
                .containsExactly(2L, 3L, 2L, 1L, 5L);
    }

    @Test
    void whoWasNeverConnectedToAnUpperNodeOwesItNothing() {
        sql.sql("delete from exchange.duty").update();
        Instant due = DAY.plus(Duration.ofHours(6));
        Instant later = due.plus(Duration.ofDays(1));
        sent("T007", "500", due, null);
        held("T007", "503", due);

        assertThat(line("T007", later)).isEqualTo(new Times(1, 0, 0, 0));
        assertThat(rates("T007", later).timely().percent()).isEmpty();
        assertThat(rates("T007", later).early()).isEqualTo(1);
        BoardStore.Line waits = held("T007", later).getFirst();
        assertThat(List.of(waits.late(), waits.pending(), waits.early(), waits.held()))
                .containsExactly(0L, 0L, 1L, 1L);
        assertThat(duties.upward()).isEmpty();

        peer("E9900000078", "UPPER", due.minusSeconds(1));
        assertThat(duties.upward()).contains(due.minusSeconds(1));
        assertThat(line("T007", later)).as("owed from the admission on").isEqualTo(new Times(1, 0, 1, 0));
        assertThat(held("T007", later).getFirst().late()).isEqualTo(1);
    }

    @Test
    void aCityThatConnectsAndBringsItsPastAlongIsNotLateWithIt() {
        Instant admitted = DAY.plus(Duration.ofHours(1));
        peer("E9901000078", "LOWER", admitted);
        for (int year = 1; year <= 5; year++) {
            Instant then = admitted.minus(Duration.ofDays(365L * year));
            received("E9901000078", "HISTORY", "T101", then, admitted.plusSeconds(60));
        }
        received("E9901000078", "LIVE", "T101", admitted.plusSeconds(600), admitted.plusSeconds(660));

        Rates rates = ratesBelow("T101");
        assertThat(rates.timely()).isEqualTo(new Rates.Rate(1, 1));
        assertThat(rates.early()).isEqualTo(5);
        assertThat(ScoreModel.aside(rates)).contains("另有5条在报送义务起算（准入）以前发布，是历史数据，不计");
    }

    @Test
    void aCityThatIsLateGainsNothingByCallingItHistory() {
        Instant admitted = DAY.minus(Duration.ofDays(10));
        peer("E9901000079", "LOWER", admitted);
        for (int hour = 1; hour <= 5; hour++) {
            Instant due = DAY.minus(Duration.ofDays(2)).plus(Duration.ofHours(hour));
            received("E9901000079", "HISTORY", "T102", due, DAY.plus(Duration.ofHours(hour)));
            received("E9901000079", "LIVE", "T103", due, DAY.plus(Duration.ofHours(hour)));
        }

        assertThat(ratesBelow("T102").timely()).isEqualTo(new Rates.Rate(0, 5));
        assertThat(ratesBelow("T103").timely())
                .as("the mark decides nothing")
                .isEqualTo(ratesBelow("T102").timely());

        peer("E9901000079", "LOWER", DAY.plus(Duration.ofDays(1)));
        assertThat(ratesBelow("T102").timely())
                .as("admitted again, the day stays the first one")
                .isEqualTo(new Rates.Rate(0, 5));
    }

    @Test
    void aSystemThatIsRegisteredForANodeLaterOwesFromThen() {
        Instant admitted = DAY.minus(Duration.ofDays(10));
        peer("E9901000080", "LOWER", admitted);
        duties.begin("E9901000080", List.of("T105"), DAY);
        Instant due = DAY.minus(Duration.ofDays(1));
        received("E9901000080", "HISTORY", "T104", due, DAY.plusSeconds(60));
        received("E9901000080", "HISTORY", "T105", due, DAY.plusSeconds(60));

        assertThat(ratesBelow("T104").timely()).isEqualTo(new Rates.Rate(0, 1));
        assertThat(ratesBelow("T105").timely().whole()).isZero();
        assertThat(ratesBelow("T105").early()).isEqualTo(1);
    }

    @Test
    void aFactOfBeforeThisWasCountedKeepsItsDigest() {
        Rates.Tally none = new Rates.Tally(1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0);
        assertThat(JsonMapper.shared().writeValueAsString(none)).doesNotContain("early");
    }

    @Test
    void pastDataSayWhenTheyBecameTrueAndNeverLaterThanNow() {
        assertThat(PastData.since("20230411080000", DAY.plus(Duration.ofDays(9))))
                .isEqualTo(Instant.parse("2023-04-11T00:00:00Z"));
        assertThat(PastData.since("2023-04-11 08:30", DAY.plus(Duration.ofDays(9))))
                .isEqualTo(Instant.parse("2023-04-11T00:30:00Z"));
        assertThat(List.of(PastData.since("20990101", DAY), PastData.since("四月", DAY), PastData.since("20231340", DAY)))
                .containsOnly(DAY);
    }

    /** Stopped, so that nothing is sent: what was owed is owed. */
    private void peer(String code, String kind, Instant admitted) {
        sql.sql("insert into exchange.peer (code, name, kind, public_key, secret, url, systems, admitted_at,"
                        + " admitted_by, stopped) values (:code, '节点', :kind, '', '', '', '', :at, '', true)"
                        + " on conflict do nothing")
                .param("code", code)
                .param("kind", kind)
                .param("at", Timestamp.from(admitted))
                .update();
        duties.begin(code, List.of(), admitted);
    }

    private void received(String peer, String lane, String system, Instant due, Instant at) {
        int number = 1_900_000_000 + ++serial;
        sql.sql(
                        "insert into exchange.inbound (peer, lane, number, dataset, key, op, record, digest, content, files,"
                                + " due, received_at) values (:peer, :lane, :number, '500', :key, 1, '{}', '', '', '[]', :due, :at)")
                .param("peer", peer)
                .param("lane", lane)
                .param("number", number)
                .param("key", system + number)
                .param("due", Timestamp.from(due))
                .param("at", Timestamp.from(at))
                .update();
    }

    private Rates ratesBelow(String system) {
        Instant now = DAY.plus(Duration.ofDays(1));
        BoardStore.Asked asked = new BoardStore.Asked(true, "real", DAY, now, now, now, Sight.everything("990000"));
        return Rates.of(of(boards.lines(asked, List.of("500")), system).stream()
                .map(BoardStore.Line::tally)
                .toList());
    }

    private record Times(long sent, long timely, long late, long pending) {}

    private Times line(String system, Instant now) {
        BoardStore.Line line = lines(system, now, now).getFirst();
        return new Times(line.sent(), line.timely(), line.late(), line.pending());
    }

    private Rates rates(String system, Instant now) {
        return Rates.of(
                lines(system, now, now).stream().map(BoardStore.Line::tally).toList());
    }

    private List<BoardStore.Line> lines(String system, Instant now, Instant known) {
        return of(boards.lines(asked(now, known), List.of("500")), system);
    }

    private List<BoardStore.Line> held(String system, Instant now) {
        return of(boards.held(asked(now, now)), system);
    }

    private static List<BoardStore.Line> of(List<BoardStore.Line> lines, String system) {
        return lines.stream().filter(line -> line.system().equals(system)).toList();
    }

    private static BoardStore.Asked asked(Instant now, Instant known) {
        return new BoardStore.Asked(
                false, "real", DAY, DAY.plus(Duration.ofDays(1)), now, known, Sight.everything("990000"));
    }

    private void sent(String system, String dataset, Instant due, @Nullable Instant received) {
        int number = 1_900_000_000 + ++serial;
        sql.sql("insert into exchange.outbound (lane, number, dataset, key, op, record, digest, content, origin,"
                        + " origin_number, trade, fact, files, day, due, queued_at, state, received_at, problems, higher)"
                        + " values ('HISTORY', :number, :dataset, :key, 1, '{}', '', '', '', 0, '', 0, '[]', '', :due,"
                        + " :due, 'RECEIVED', :received, '[]', '')")
                .param("number", number)
                .param("dataset", dataset)
                .param("key", system + number)
                .param("due", Timestamp.from(due))
                .param("received", received == null ? null : Timestamp.from(received))
                .update();
    }

    private void held(String system, String dataset, Instant at) {
        sql.sql("insert into exchange.outgoing (position, dataset, key, op, channel, trade, fields, withheld, gaps,"
                        + " problems, ready, newest, fact, at) values (:position, :dataset, :key, 1, 2,"
                        + " '', '{}', '{}', '{}', '[]', false, true, 0, :at)")
                .param("position", -1_900_000_000L - serial)
                .param("dataset", dataset)
                .param("key", system + dataset + ++serial)
                .param("at", Timestamp.from(at))
                .update();
    }
}
