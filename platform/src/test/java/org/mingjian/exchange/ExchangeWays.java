package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.app.ExchangeClockwork;
import org.mingjian.exchange.app.SampleSending;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.SandboxClock;
import org.mingjian.ops.TestDatabase;
import org.mingjian.registry.app.ReportingUp;
import org.mingjian.spec.DataRecord;
import org.mingjian.testing.Desk;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes all the way up or down, through the doors that other systems and people use, while the tiers run. */
interface ExchangeWays {

    int PAGE = 10;

    Tiers tiers();

    private JdbcClient nation() {
        return tiers().nation.bean(JdbcClient.class);
    }

    /** The nation knows the code under another key; nobody below can know that. */
    @Test
    default void whatOnlyTheNationRefusesIsToldToTheSystemInTheCityInWords() throws IOException {
        Nodes.Node city = tiers().city;
        OtherSystem source = OtherSystem.rehearsing(city.port(), "9134");
        DataRecord sample = tiers().project(700, "国家已有这个编号的工程");
        DataRecord record = new DataRecord(
                "500", "", sample.key().replaceFirst("^.{4}", "9134"), 1, 2, "9134", sample.fields(), Map.of());
        nation().sql("insert into exchange.standing (book, dataset, key, peer, sender, code, words, deleted, content,"
                        + " day, lane, number) values ('test', '500', '990050020260101000001', 'E9900000009', '9900',"
                        + " :code, '', false, '', '20260101', 'TEST', 1)")
                .param("code", record.value("PROJECT_CODE"))
                .update();
        Instant now = city.bean(PlatformClock.class).instant();

        JsonNode taken = OtherSystem.first(source.json(now, json(record)));

        assertThat(taken.path("state").asString()).as("%s", taken).isEqualTo("ACCEPTED");
        Awaitility.await("the nation's word at the source's door")
                .atMost(Duration.ofSeconds(25))
                .untilAsserted(() -> assertThat(JsonMapper.shared()
                                .readTree(source.heard(now))
                                .path("found")
                                .valueStream()
                                .filter(one -> one.path("level")
                                        .asString()
                                        .equals(tiers().nation.code())))
                        .singleElement()
                        .satisfies(one -> {
                            assertThat(one.path("good").asBoolean()).isFalse();
                            assertThat(one.path("dataset").asString()).isEqualTo("500");
                            assertThat(one.path("key").asString()).isEqualTo(record.key());
                            assertThat(one.at("/problems/0/field").asString()).isEqualTo("PROJECT_CODE");
                            assertThat(one.at("/problems/0/rule").asString()).isEqualTo("cross.codeTwice");
                            assertThat(one.at("/problems/0/message").asString())
                                    .contains(record.value("PROJECT_CODE"))
                                    .contains("990050020260101000001");
                        }));
        nation().sql("delete from exchange.standing where peer = 'E9900000009'").update();
    }

    private static String json(DataRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dataset", record.dataset());
        line.put("key", record.key());
        line.put("op", record.op());
        line.put("channel", record.channel());
        line.put("fields", record.fields());
        return JsonMapper.shared().writeValueAsString(line);
    }

    @Test
    default void whatAnUpperNodeWithoutItsDatabaseCannotTakeGoesWhenItIsBack() {
        DataRecord record = tiers().project(701, "上级没有数据库时的工程");
        HikariDataSource pool = tiers().nation.bean(HikariDataSource.class);
        String url = tiers().nation.bean(Environment.class).getRequiredProperty("mingjian.db.url");
        pool.getHikariConfigMXBean().setConnectionTimeout(500);
        try {
            TestDatabase.withoutDatabase(url, () -> {
                SampleSending.offer(tiers().province.context(), Lane.TEST, List.of(record));
                // The pool learns of its shorter time only now and then: until then there is no answer in time.
                Awaitility.await("it is told why")
                        .atMost(Duration.ofSeconds(25))
                        .until(
                                () -> tiers().province
                                        .bean(ExchangeClockwork.class)
                                        .away()
                                        .getOrDefault(Lane.TEST, ""),
                                why -> why.contains("503") || why.contains("没有应答"));
                assertThat(state(record)).isEqualTo("QUEUED");
            });
        } finally {
            pool.getHikariConfigMXBean().setConnectionTimeout(10_000);
        }

        tiers().awaitState("ACCEPTED", List.of(record));
        assertThat(received(record)).isOne();
    }

    /** The nation has gone on by a day when its answer arrives; trades below would move with their own clocks. */
    @Test
    default void anAnswerHeldUpOnItsWayIsTakenOnce() {
        DataRecord record = tiers().project(702, "回答在路上耽搁了的工程");
        try (var held = tiers().line.holding(head -> head.type().equals("records"))) {
            SampleSending.offer(tiers().province.context(), Lane.TEST, List.of(record));
            Awaitility.await("the nation has it").atMost(Duration.ofSeconds(25)).until(() -> received(record) == 1);
            Instant above = tiers().nation.bean(PlatformClock.class).instant();
            tiers().nation.bean(SandboxClock.class).moveTo(above.plus(Duration.ofDays(1)));
            assertThat(state(record)).as("nobody has confirmed it").isEqualTo("QUEUED");
        }

        tiers().awaitState("ACCEPTED", List.of(record));
        assertThat(received(record)).as("taken once").isOne();
    }

    @Test
    default void aLineThatIsOutForMinutesIsShownToTheOfficerAndItsEndToo() {
        Nodes.Node province = tiers().province;
        Desk officer = Desk.of(province.port(), "data");
        try (var cut = tiers().line.cutting(head -> true)) {
            for (int minute = 0; minute < 6; minute++) {
                nextMinute("bad");
            }
            province.bean(ReportingUp.class).see();

            assertThat(openOutages(officer)).hasSize(1);
        }
        nextMinute("good");
        province.bean(ReportingUp.class).see();

        assertThat(openOutages(officer)).isEmpty();
    }

    /** The clock goes on to another minute, and the province's lanes ask the nation in it. */
    private void nextMinute(String how) {
        Nodes.Node province = tiers().province;
        Instant next = province.bean(PlatformClock.class)
                .instant()
                .truncatedTo(ChronoUnit.MINUTES)
                .plus(Duration.ofMinutes(1));
        province.bean(SandboxClock.class).moveTo(next);
        Awaitility.await("a minute")
                .atMost(Duration.ofSeconds(25))
                .until(() -> Tiers.count(
                                province,
                                "select count(*) from exchange.reach where minute >= '" + next + "' and " + how
                                        + " > 0")
                        > 0);
    }

    /** Of its line, seen by the province itself. */
    private static List<JsonNode> openOutages(Desk officer) {
        return officer.get("/api/registry/outages?open=true&size=100")
                .body()
                .path("items")
                .valueStream()
                .filter(one -> one.path("detected").asBoolean()
                        && one.path("node").asString().equals("E9900000002")
                        && one.path("endsAt").asString("").isEmpty())
                .toList();
    }

    @Test
    default void aComparisonOfManyKeysGoesOnWhereTheLineBroke() {
        List<DataRecord> many = tiers().projects(720, 3 * PAGE + 5, Lane.TEST);
        SampleSending.offer(tiers().province.context(), Lane.TEST, many);
        tiers().awaitState("ACCEPTED", many);
        Desk officer = Desk.of(tiers().province.port(), "data");
        Awaitility.await("both ledgers agree").atMost(Duration.ofSeconds(25)).until(() -> differences(officer) == 0);
        List<String> wrong = List.of(
                many.getFirst().key(), many.get(PAGE + 1).key(), many.getLast().key());
        nation().sql("update exchange.standing set content = 'x' || content where key in (:keys)")
                .param("keys", wrong)
                .update();
        AtomicInteger questions = new AtomicInteger();

        try (var cut = tiers().line.cutting(head -> head.type().equals("keys") && questions.incrementAndGet() == 3)) {
            // Whatever else is on its way meanwhile differs too, for a moment.
            Awaitility.await("those alone, each page once and the broken one again")
                    .atMost(Duration.ofSeconds(25))
                    .until(() -> {
                        questions.set(0);
                        return differences(officer) == wrong.size()
                                && questions.get() == groupOf(wrong.getFirst()) / PAGE + 2;
                    });
        }

        JsonNode listed = officer.get("/api/exchange/differences?size=100").body();
        nation().sql("update exchange.standing set content = substring(content from 2) where key in (:keys)")
                .param("keys", wrong)
                .update();
        assertThat(listed.path("items").valueStream().map(one -> one.path("key").asString()))
                .containsExactlyInAnyOrderElementsOf(wrong);
        Awaitility.await("both ledgers agree again")
                .atMost(Duration.ofSeconds(25))
                .until(() -> differences(officer) == 0);
    }

    @Test
    default void aComparisonThatBreaksOffAtRandomPlacesGoesOnAndAsksNoFinishedPageAgain() {
        List<DataRecord> many = tiers().projects(790, 4 * PAGE + 3, Lane.TEST);
        SampleSending.offer(tiers().province.context(), Lane.TEST, many);
        tiers().awaitState("ACCEPTED", many);
        Desk officer = Desk.of(tiers().province.port(), "data");
        Awaitility.await("both ledgers agree").atMost(Duration.ofSeconds(25)).until(() -> differences(officer) == 0);
        String wrong = many.get(PAGE).key();
        nation().sql("update exchange.standing set content = 'x' || content where key = :key")
                .param("key", wrong)
                .update();

        // Whatever else is on its way meanwhile differs too, for a moment; then it is tried again.
        Awaitility.await("seed " + tiers().seed)
                .atMost(Duration.ofSeconds(25))
                .untilAsserted(() -> breakAndGoOn(officer, (int) (groupOf(wrong) / PAGE + 1)));

        nation().sql("update exchange.standing set content = substring(content from 2) where key = :key")
                .param("key", wrong)
                .update();
        Awaitility.await("both ledgers agree again")
                .atMost(Duration.ofSeconds(25))
                .until(() -> differences(officer) == 0);
    }

    /** @param pages of keys that one comparison asks for */
    private void breakAndGoOn(Desk officer, int pages) {
        Random random = new Random();
        Set<Integer> places = new TreeSet<>(List.of(random.nextInt(pages)));
        places.add(random.nextInt(pages));
        Breaks breaks = new Breaks(places);
        try (var cut = tiers().line.cutting(breaks::cuts)) {
            for (int turn = 0; turn < places.size(); turn++) {
                assertThat(officer.post("/api/exchange/compare", Map.of()).status())
                        .isEqualTo(503);
                assertThat(waiting(officer)).isNotEmpty();
            }
            assertThat(differences(officer)).isEqualTo(1);
        }
        assertThat(breaks.answered).as("no page twice, broken at %s", places).isEqualTo(pages);
        assertThat(waiting(officer)).isEmpty();

        // One that broke off long ago begins anew.
        Breaks late = new Breaks(Set.of(1));
        try (var cut = tiers().line.cutting(late::cuts)) {
            assertThat(officer.post("/api/exchange/compare", Map.of()).status()).isEqualTo(503);
            tiers().province
                    .bean(JdbcClient.class)
                    .sql("update exchange.comparing_state set begun = begun - interval '7 hours'")
                    .update();
            assertThat(differences(officer)).isEqualTo(1);
        }
        assertThat(late.answered).isEqualTo(1 + pages);
    }

    private static JsonNode waiting(Desk officer) {
        return officer.get("/api/exchange/differences").body().path("waiting");
    }

    /** Cuts the questions for pages of keys at some places, each as often as one turn asks. */
    final class Breaks {
        private final Set<Integer> places;
        private int answered;
        private int cut;

        Breaks(Set<Integer> places) {
            this.places = places;
        }

        synchronized boolean cuts(Envelope.Head head) {
            if (!head.type().equals("keys")) {
                return false;
            }
            if (places.contains(answered) && cut < 4) {
                cut++;
                return true;
            }
            cut = 0;
            answered++;
            return false;
        }
    }

    /** How many stand with the nation of the dataset and day of a record. */
    private long groupOf(String key) {
        return Tiers.count(
                tiers().nation,
                "select count(*) from exchange.standing s where book = 'test' and not deleted and (dataset, day) in"
                        + " (select dataset, day from exchange.standing where key = '" + key + "')");
    }

    /** As the officer's button tells it. */
    static int differences(Desk officer) {
        Desk.Answer compared = officer.post("/api/exchange/compare", Map.of());
        assertThat(compared.status()).as("%s", compared.body()).isEqualTo(200);
        return sum(compared);
    }

    private static int sum(Desk.Answer compared) {
        return compared.body()
                .valueStream()
                .mapToInt(book -> book.path("differences").asInt())
                .sum();
    }

    private String state(DataRecord record) {
        return Tiers.text(tiers().province, "select state from exchange.outbound where key = '" + record.key() + "'");
    }

    private long received(DataRecord record) {
        return Tiers.count(tiers().nation, "select count(*) from exchange.inbound where key = '" + record.key() + "'");
    }
}
