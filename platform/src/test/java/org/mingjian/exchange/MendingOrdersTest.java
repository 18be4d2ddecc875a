package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.app.FreezingMonths;
import org.mingjian.exchange.app.RaisingWarnings;
import org.mingjian.exchange.domain.OrderFact;
import org.mingjian.exchange.domain.OrderLife;
import org.mingjian.exchange.domain.OrderState;
import org.mingjian.facts.Facts;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** 预警 and 限期整改: from a bad figure to a warning, a draft, an order, an answer, and a page that everybody reads. */
@PlatformTest
class MendingOrdersTest {

    private static int serial = 7700;
    private static int asked;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    RaisingWarnings warnings;

    @Autowired
    InstantSource clock;

    @Autowired
    FreezingMonths freezing;

    @Autowired
    Facts facts;

    private Desk province;
    private Desk city;
    private String source;

    @BeforeEach
    void aSourceOfTheCityWithBadData() {
        province = Desk.of(port, "data");
        city = Desk.of(port, "data2");
        source = "Q" + (++serial - 7000 + 100);
        sql.sql("insert into exchange.peer (code, name, kind, public_key, secret, url, systems, admitted_at,"
                        + " admitted_by) values (:source, :name, 'SYSTEM', '', '', '', :source, :now, 'test')")
                .param("source", source)
                .param("name", "某市交易系统" + source)
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .update();
        sql.sql("insert into exchange.duty (source, system, begins) values (:source, '', timestamptz '2020-01-01')")
                .param("source", source)
                .update();
        sql.sql("insert into exchange.source_region (source, region) values (:source, '990100')")
                .param("source", source)
                .update();
        Instant received = clock.instant().minusSeconds(5);
        sql.sql(
                        "insert into exchange.inbound (peer, lane, number, dataset, key, op, record, digest, content, files, due,"
                                + " received_at) select :source, 'LIVE', n, '500', :source || n, 1, '{}', '', '', '[]', :now, :now"
                                + " from generate_series(1, 20) n")
                .param("source", source)
                .param("now", java.sql.Timestamp.from(received))
                .update();
        sql.sql("insert into exchange.refused (peer, lane, number, at, problems)"
                        + " select :source, 'LIVE', n, :now, '[]' from generate_series(19, 20) n")
                .param("source", source)
                .param("now", java.sql.Timestamp.from(received))
                .update();
        judgedTo(20, received);
    }

    private void judgedTo(long last, Instant at) {
        sql.sql("insert into exchange.lane_judged (peer, lane, checked, feedback) values (:source, 'LIVE', :last, 0)"
                        + " on conflict (peer, lane) do update set checked = :last")
                .param("last", last)
                .param("source", source)
                .update();
        sql.sql("insert into exchange.judged (peer, lane, last, at) values (:source, 'LIVE', :last, :at)")
                .param("last", last)
                .param("source", source)
                .param("at", java.sql.Timestamp.from(at))
                .update();
    }

    @Test
    void aRateBelowItsGoalWarnsOnceAndDraftsAnOrderThatAPersonSends() {
        warnings.look();
        warnings.look();

        JsonNode mine = warning(city, "PL-03");
        assertThat(mine.at("/warning/detail").asString()).contains("18 ÷ 20 = 90.00%");
        assertThat(mine.path("basis").asString()).isEqualTo("运行管理办法 §8");
        assertThat(todos(city)).contains("数据合格率低于95%");
        assertThat(todos(Desk.of(port, "bidder1"))).doesNotContain("数据合格率低于95%");
        assertThat(facts.ofStream("exchange:warnings"))
                .as("a source is named in public by a censure, not by a warning")
                .filteredOn(fact -> fact.text("subject").equals("received:" + source))
                .isNotEmpty()
                .noneMatch(fact -> fact.disclosed());
        JsonNode draft = order(province);
        assertThat(draft.at("/order/state").asString()).isEqualTo("DRAFTED");
        assertThat(draft.at("/order/grounds").findValuesAsString("rule")).containsExactly("PL-03");
        assertThat(orders(city)).as("a draft is nobody's business yet").doesNotContain(source);
        assertThat(sql.sql("select count(*) from exchange.warning where subject = :subject and rule = 'PL-03'")
                        .param("subject", "received:" + source)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        sql.sql("delete from exchange.refused where peer = :source")
                .param("source", source)
                .update();
        warnings.look();
        assertThat(city.get("/api/exchange/warnings").body().toString()).doesNotContain("received:" + source);
    }

    @Test
    void anOrderIsSentAnsweredReturnedOverduePublicAndClosed() {
        assertThat(city.post("/api/exchange/orders", Map.of("source", source)).status())
                .isEqualTo(403);
        JsonNode draft =
                province.post("/api/exchange/orders", Map.of("source", source)).body();
        String path = "/api/exchange/orders/" + draft.at("/order/id").asString();
        assertThat(act(city, path, "SENT", "").status()).isEqualTo(403);
        assertThat(act(province, path, "CENSURED", "太早").code()).isEqualTo("WRONG_STATE");

        Desk.Answer sent = act(province, path, "SENT", "");
        assertThat(sent.body().at("/order/number").asString()).matches("数改〔20\\d\\d〕\\d+号");
        assertThat(todos(city)).contains("整改并提交整改情况");
        assertThat(act(province, path, "ANSWERED", "我替它说").code()).isEqualTo("SAME_PERSON");
        assertThat(act(city, path, "ANSWERED", "已改正区划代码")
                        .body()
                        .at("/order/state")
                        .asString())
                .isEqualTo("ANSWERED");
        assertThat(act(province, path, "RETURNED", "仍有两条")
                        .body()
                        .at("/order/state")
                        .asString())
                .isEqualTo("ORDERED");

        sql.sql("update exchange.mending_order set due = :day where source = :source")
                .param(
                        "day",
                        LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"))
                                .minusDays(1))
                .param("source", source)
                .update();
        warnings.look();
        assertThat(order(province).at("/order/state").asString()).isEqualTo("OVERDUE");
        assertThat(open()).as("not public before somebody says so").doesNotContain(source);
        assertThat(act(province, path, "CENSURED", "逾期未改").status()).isEqualTo(200);
        assertThat(open())
                .contains(source, "90.00", "运行管理办法 §8")
                .doesNotContain("mendedAt")
                .doesNotContain("已改正区划代码");

        act(city, path, "ANSWERED", "全部更正重报");
        JsonNode closed = act(province, path, "CLOSED", "已核实").body();
        assertThat(closed.path("steps").findValuesAsString("fact"))
                .containsExactly("SENT", "ANSWERED", "RETURNED", "MISSED", "CENSURED", "ANSWERED", "CLOSED");
        assertThat(sql.sql("select count(*) from facts.fact where stream = :stream")
                        .param(
                                "stream",
                                "exchange:order:" + closed.at("/order/id").asString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
        assertThat(open()).contains("mendedAt");
    }

    @Test
    void everyStateOfAnOrderIsReachedAndEveryFactIsUsed() {
        var reached = OrderLife.TABLE.edges().values().stream()
                .flatMap(row -> row.values().stream())
                .toList();
        assertThat(reached).contains(OrderState.values()[1], OrderState.values()[6]);
        assertThat(List.of(OrderState.values()))
                .allMatch(state -> state == OrderLife.TABLE.start() || reached.contains(state));
        var used = OrderLife.TABLE.edges().values().stream()
                .flatMap(row -> row.keySet().stream())
                .toList();
        assertThat(used).contains(OrderFact.values());
    }

    @Test
    void theMonthsScoreShowsItsDerivation() {
        JsonNode sheet = city.get("/api/exchange/score?side=received").body();
        JsonNode mine = score(sheet);

        JsonNode passed = mine.path("items").path(0);
        assertThat(passed.path("part").asLong()).isEqualTo(18);
        assertThat(passed.path("whole").asLong()).isEqualTo(20);
        assertThat(passed.path("earned").asString()).isEqualTo("23.68");
        assertThat(passed.path("words").asString()).isEqualTo("18 ÷ 20 = 90.00%，低于95%，25 × 90.00 ÷ 95 = 23.68");
        assertThat(mine.path("points").asString()).as("what could be measured").isEqualTo("70");
        assertThat(mine.path("score").asString()).isEqualTo("69.54");
    }

    @Test
    void aMonthIsFrozenOnceAndLaterCorrectionsAreADifference() {
        Instant march = Instant.parse("2024-03-15T02:00:00Z");
        for (String moved : List.of("inbound set due = :at, received_at", "refused set at", "judged set at")) {
            sql.sql("update exchange." + moved + " = :at where peer = :source")
                    .param("at", java.sql.Timestamp.from(march))
                    .param("source", source)
                    .update();
        }
        freezing.freeze(YearMonth.of(2024, 3), true);
        freezing.freeze(YearMonth.of(2024, 3), true);
        String stream = "exchange:score:2024-03:received:real";
        assertThat(facts.ofStream(stream)).hasSize(1);

        JsonNode before =
                province.get("/api/exchange/score?side=received&month=2024-03").body();
        assertThat(before.at("/seal/repeats").asBoolean()).isTrue();
        assertThat(before.at("/seal/changes").isEmpty()).isTrue();
        assertThat(before.at("/seal/digest").asString())
                .isEqualTo(facts.ofStream(stream).getFirst().text("digest"));

        // Two refused records are corrected and accepted a month later.
        Instant later = march.plus(Duration.ofDays(10));
        sql.sql(
                        "insert into exchange.inbound (peer, lane, number, dataset, key, op, record, digest, content, files, due,"
                                + " received_at) select peer, lane, number + 20, dataset, key, 2, record, digest, content, files,"
                                + " due, :at from exchange.inbound where peer = :source and number in (19, 20)")
                .param("at", java.sql.Timestamp.from(later))
                .param("source", source)
                .update();
        judgedTo(40, later);
        freezing.freeze(YearMonth.of(2024, 3), true);
        JsonNode after =
                province.get("/api/exchange/score?side=received&month=2024-03").body();

        assertThat(score(after)).as("the score stays").isEqualTo(score(before));
        assertThat(after.at("/sources/0/frozen").asBoolean()).isTrue();
        JsonNode passed = after.at("/seal/changes/0");
        assertThat(passed.path("code").asString()).isEqualTo("KP-01");
        assertThat(passed.at("/before/percent").asString()).isEqualTo("90.00");
        assertThat(passed.at("/now/percent").asString()).isEqualTo("90.90");
        assertThat(after.at("/seal/changes").findValuesAsString("code"))
                .as("records that came ten days later are late, and mended")
                .containsExactly("KP-01", "KP-02", "KP-03");
        assertThat(city.get("/api/exchange/score?side=received&month=2024-03")
                        .body()
                        .at("/seal/changes")
                        .findValuesAsString("source"))
                .as("a source of the city")
                .containsOnly(source);
    }

    @Test
    void anOutageReportedOrChangedAfterTheMonthWasFrozenIsALaterCorrection() {
        String node = "E9901009901";
        Instant april = Instant.parse("2024-04-10T00:00:00Z");
        for (String moved : List.of(
                "inbound set due = :at, received_at = :at, peer",
                "refused set at = :at, peer",
                "judged set at = :at, peer",
                "lane_judged set peer")) {
            sql.sql("update exchange." + moved + " = :node where peer = :source")
                    .param("at", java.sql.Timestamp.from(april))
                    .param("node", node)
                    .param("source", source)
                    .update();
        }
        outage(node, april, april.plus(Duration.ofHours(6)));
        freezing.freeze(YearMonth.of(2024, 4), true);
        JsonNode frozen = april();
        assertThat(frozen.at("/seal/outagesAsOf").asString()).isNotEmpty();
        assertThat(frozen.at("/seal/repeats").asBoolean()).isTrue();
        assertThat(frozen.at("/seal/changes").isEmpty()).isTrue();

        // Reported later; and the first one, it is told later, ended three hours earlier.
        outage(node, april.plus(Duration.ofDays(2)), april.plus(Duration.ofDays(3)));
        sql.sql("update registry.outage set ends_at = :end, version = 2 where node = :node and starts_at = :start")
                .param("end", java.sql.Timestamp.from(april.plus(Duration.ofHours(3))))
                .param("node", node)
                .param("start", java.sql.Timestamp.from(april))
                .update();
        JsonNode later = april();
        sql.sql("delete from registry.outage where node = :node")
                .param("node", node)
                .update();

        assertThat(later.at("/sources/0/score")).as("the score stays").isEqualTo(frozen.at("/sources/0/score"));
        JsonNode change = later.at("/seal/changes/0");
        assertThat(change.path("code").asString()).isEqualTo("KP-04");
        assertThat(change.path("words").asString()).isEqualTo("后来报告的停用1次，后来改了起止或性质的停用1次");
        assertThat(change.at("/before/part").asLong() - change.at("/now/part").asLong())
                .isEqualTo(Duration.ofHours(21).toSeconds());
        assertThat(later.at("/seal/changes")).hasSize(1);
        assertThat(facts.ofStream("exchange:score:2024-04:received:real")
                        .getFirst()
                        .body()
                        .at("/score/outagesAsOf")
                        .asString())
                .isEqualTo(frozen.at("/seal/outagesAsOf").asString());
    }

    private JsonNode april() {
        return province.get("/api/exchange/score?side=received&month=2024-04").body();
    }

    private void outage(String node, Instant from, Instant until) {
        sql.sql("insert into registry.outage (node, id, via, region, kind, part, system, what, cause, starts_at,"
                        + " ends_at, reported_at, reported_by, detected, report, closing, warnings, version,"
                        + " sent_version) values (:node, gen_random_uuid(), :node, '990100', 'UNPLANNED', 'FRONT_END',"
                        + " '交换前置机', '', '', :from, :until, :from, '', false, '', '', '[]', 1, 1)")
                .param("node", node)
                .param("from", java.sql.Timestamp.from(from))
                .param("until", java.sql.Timestamp.from(until))
                .update();
    }

    @Test
    void aMonthThatIsNotClosedOrHasNoRecordIsNotFrozen() {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")));
        freezing.freeze(month, true);
        freezing.freeze(YearMonth.of(2021, 1), true);

        assertThat(sql.sql("select name from exchange.month_score where name in (:open, '2021-01:received:real')")
                        .param("open", month + ":received:real")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private JsonNode score(JsonNode sheet) {
        for (JsonNode one : sheet.path("sources")) {
            if (one.path("source").asString().equals(source)) {
                return one.path("score");
            }
        }
        throw new AssertionError("no score of " + source);
    }

    private static Desk.Answer act(Desk desk, String path, String fact, String words) {
        return desk.post(path, Map.of("fact", fact, "words", words));
    }

    private JsonNode warning(Desk desk, String rule) {
        for (JsonNode one : desk.get("/api/exchange/warnings").body().path("items")) {
            if (one.at("/warning/rule").asString().equals(rule)
                    && one.at("/warning/subject").asString().equals("received:" + source)) {
                return one;
            }
        }
        throw new AssertionError("no warning " + rule);
    }

    private JsonNode order(Desk desk) {
        for (JsonNode one : desk.get("/api/exchange/orders?size=100").body().path("items")) {
            if (one.at("/order/source").asString().equals(source)) {
                return one;
            }
        }
        throw new AssertionError("no order for " + source);
    }

    private static String orders(Desk desk) {
        return desk.get("/api/exchange/orders?size=100").body().toString();
    }

    private static String todos(Desk desk) {
        return desk.get("/api/todo").body().toString();
    }

    private String open() {
        // A page is kept for some seconds; each question is another page.
        return Desk.stranger(port).get("/quality.json?ask=" + ++asked).body().toString();
    }
}
