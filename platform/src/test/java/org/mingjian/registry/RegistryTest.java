package org.mingjian.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.Neighbours.Minute;
import org.mingjian.ops.PlatformTest;
import org.mingjian.registry.app.ReportingUp;
import org.mingjian.registry.domain.Silence;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a region registers, who is on duty, and outages told, seen, explained and counted (运行管理办法 §12 §25 §27 §30). */
@PlatformTest
class RegistryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    ReportingUp reporting;

    @Test
    void anEntryIsKeptByVersionWithinOnesRegionAndItsTelephoneLiesSealed() {
        Desk officer = Desk.of(port, "data2");
        Map<String, Object> contact = entry("CONTACT", "990100", "联络甲", Map.of("duty", "运行负责", "phone", "13912345678"));

        JsonNode first = officer.post("/api/registry/entries", contact).body();
        String at = "/api/registry/entries/" + first.path("id").asString();
        Desk.Answer second = officer.put(at, Map.of("version", 1, "ended", false, "entry", contact));

        assertThat(second.body().path("version").asInt())
                .as("%s", second.body())
                .isEqualTo(2);
        assertThat(officer.put(at, Map.of("version", 1, "ended", true, "entry", contact))
                        .code())
                .isEqualTo("ENTRY_CHANGED");
        assertThat(officer.post(
                                "/api/registry/entries",
                                entry("CONTACT", "990200", "乙", Map.of("duty", "a", "phone", "1")))
                        .code())
                .isEqualTo("OUTSIDE_REGION");
        assertThat(officer.post("/api/registry/entries", entry("CONTACT", "990100", "丙", Map.of("duty", "a")))
                        .raw()
                        .body())
                .asString(StandardCharsets.UTF_8)
                .contains("请填写电话")
                .contains("§30");
        assertThat(sql.sql("select string_agg(fields, ' ') from registry.entry")
                        .query(String.class)
                        .single())
                .doesNotContain("13912345678");
        assertThat(officer.get("/api/registry/entries.csv?kind=CONTACT").raw().body())
                .asString(StandardCharsets.UTF_8)
                .contains("联络甲")
                .contains("13912345678");
        assertThat(Desk.of(port, "centre2")
                        .get("/api/registry/entries?q=联络甲".replace("联络甲", "%E8%81%94%E7%BB%9C%E7%94%B2"))
                        .body()
                        .path("total")
                        .asInt())
                .as("a county does not see its city")
                .isZero();
    }

    @Test
    void olderVersionsAreReadFromTheFactsWithWhatEachChanged() {
        Desk officer = Desk.of(port, "data2");
        Map<String, Object> contact = entry("CONTACT", "990100", "联络丁", Map.of("duty", "运行负责", "phone", "13900000001"));
        JsonNode first = officer.post("/api/registry/entries", contact).body();
        String at = "/api/registry/entries/" + first.path("id").asString();
        Map<String, Object> next = entry("CONTACT", "990100", "联络戊", Map.of("duty", "运行负责", "phone", "13900000002"));
        officer.put(at, Map.of("version", 1, "ended", false, "entry", next));
        officer.put(at, Map.of("version", 2, "ended", true, "entry", next));

        String history = at + "/versions?node=" + first.path("node").asString();
        JsonNode versions = officer.get(history).body();
        assertThat(versions.findValuesAsString("version")).containsExactly("3", "2", "1");
        assertThat(versions.at("/0/changes").toString()).contains("现行", "已注销").doesNotContain("电话");
        assertThat(versions.at("/1/changes").findValuesAsString("title")).containsExactly("名称", "电话");
        assertThat(versions.at("/1/changes/1/before").asString()).isEqualTo("13900000001");
        assertThat(versions.at("/1/changes/1/now").asString()).isEqualTo("13900000002");
        assertThat(Desk.of(port, "centre2").get(history).status())
                .as("a county does not see its city")
                .isEqualTo(404);
    }

    @Test
    void whatALowerNodeTellsIsCountedForItsCityAndKeptAsAVersion() {
        String node = "E9902000031";
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = "5d1c5f0e-8f4b-4a55-9d0e-3f8f0a5c1d31";
        String told =
                "{\"entries\":[{\"node\":\"%s\",\"id\":\"%s\",\"kind\":\"CONTACT\",\"region\":\"990200\",\"name\":\"己\","
                                .formatted(node, id)
                        + "\"fields\":{\"duty\":\"a\",\"phone\":\"1\"},\"ended\":false,\"version\":1,\"changedAt\":\""
                        + now
                        + "\",\"changedBy\":\"庚\"}],\"outages\":["
                        + lower(node, "前置机", "PLANNED", now.minusSeconds(7200), 3600) + ','
                        + lower(node, "前置机", "UNPLANNED", now.minusSeconds(5400), 3600) + ','
                        + lower(node, "政务外网专线", "UNPLANNED", now.minusSeconds(600), 0) + "]}";
        assertThat(reporting.hear(node, told)).isEqualTo("{\"taken\":4}");
        assertThat(reporting.hear(node, told)).isEqualTo("{\"taken\":0}");

        Desk province = Desk.of(port, "data");
        JsonNode city = city(province.get("/api/exchange/availability?days=1").body(), "990200");
        assertThat(city.path("shares").findValuesAsString("title")).containsExactly("前置系统", "系统", "网络");
        // 14:00–15:00 planned and 14:30–15:30 not: 90 minutes once, an hour of them unplanned.
        assertThat(city.at("/shares/0/counted/lost").asLong()).isEqualTo(5400);
        assertThat(city.at("/shares/0/counted/unplanned").asLong()).isEqualTo(3600);
        assertThat(city.at("/shares/0/rate/percent").asString()).isEqualTo("93.75");
        assertThat(city.at("/shares/1/rate/percent").asString()).isEqualTo("100.00");
        assertThat(city.at("/shares/2/counted/lost").asLong()).as("it goes on").isBetween(600L, 900L);
        assertThat(Desk.of(port, "data2")
                        .get("/api/exchange/availability?days=1")
                        .body()
                        .toString())
                .as("another city")
                .doesNotContain("990200");
        assertThat(province.get("/api/registry/entries/" + id + "/versions?node=" + node)
                        .body()
                        .findValuesAsString("by"))
                .containsExactly("庚");
    }

    private static JsonNode city(JsonNode sheet, String region) {
        for (JsonNode one : sheet.path("cities")) {
            if (one.path("region").asString().equals(region)) {
                return one;
            }
        }
        throw new AssertionError(region + " is not there: " + sheet);
    }

    /** As a node of an older version tells it: without the part. */
    private static String lower(String node, String system, String kind, Instant starts, int seconds) {
        String ends = seconds == 0 ? "null" : '"' + starts.plusSeconds(seconds).toString() + '"';
        return ("{\"node\":\"%s\",\"id\":\"%s\",\"region\":\"990200\",\"kind\":\"%s\",\"system\":\"%s\",\"what\":\"\","
                        + "\"cause\":\"\",\"startsAt\":\"%s\",\"endsAt\":%s,\"reportedAt\":\"%s\",\"reportedBy\":\"\","
                        + "\"detected\":false,\"report\":\"\",\"closing\":\"\",\"warnings\":[],\"version\":1}")
                .formatted(
                        node,
                        java.util.UUID.nameUUIDFromBytes((system + kind).getBytes(StandardCharsets.UTF_8)),
                        kind,
                        system,
                        starts,
                        ends,
                        starts);
    }

    @Test
    void whoIsOnDutyNowIsTold() {
        Desk officer = Desk.of(port, "data2");
        Instant now = clock.instant();
        Map<String, Object> turn = new HashMap<>(entry("DUTY", "990100", "值班甲", Map.of("phone", "13800000001")));

        assertThat(officer.post("/api/registry/entries", turn).code()).isEqualTo("ENTRY_INVALID");
        turn.put("startsAt", now.minus(Duration.ofHours(1)).toString());
        turn.put("endsAt", now.plus(Duration.ofHours(8)).toString());
        assertThat(officer.post("/api/registry/entries", turn).status()).isEqualTo(200);
        turn.put("name", "下一周");
        turn.put("startsAt", now.plus(Duration.ofDays(8)).toString());
        turn.put("endsAt", now.plus(Duration.ofDays(9)).toString());
        assertThat(officer.post("/api/registry/entries", turn).status()).isEqualTo(200);

        assertThat(officer.get("/api/registry/duty").body().toString())
                .contains("值班甲")
                .doesNotContain("下一周");
    }

    @Test
    void aPlannedOutageIsToldAheadAndAnUnplannedOneExplainedBeforeItIsClosed() {
        Desk officer = Desk.of(port, "data2");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Desk.Answer late =
                officer.post("/api/registry/outages", outage("PLANNED", now.minusSeconds(60), now.plusSeconds(60)));
        assertThat(late.code()).isEqualTo("OUTAGE_NOT_AHEAD");
        assertThat(late.body().path("basis").asString()).contains("§25");

        Desk.Answer soon =
                officer.post("/api/registry/outages", outage("PLANNED", now.plusSeconds(3600), now.plusSeconds(7200)));
        assertThat(soon.body().path("warnings").toString()).contains("§25").contains("只作提示");
        Desk.Answer ahead = officer.post(
                "/api/registry/outages",
                outage(
                        "PLANNED",
                        now.plus(Duration.ofDays(3)),
                        now.plus(Duration.ofDays(3)).plusSeconds(60)));
        assertThat(ahead.body().path("warnings").isEmpty()).isTrue();

        JsonNode fault = officer.post(
                        "/api/registry/outages", outage("UNPLANNED", now.minus(Duration.ofHours(6)), null))
                .body();
        assertThat(fault.path("warnings").toString()).contains("§25");
        String at = "/api/registry/outages/" + fault.path("id").asString();
        Map<String, Object> closing =
                Map.of("endedAt", now.minusSeconds(2 * 3600).toString(), "closing", "已恢复");
        assertThat(officer.post(at + "/closing", closing).code()).isEqualTo("FAULT_REPORT_MISSING");
        assertThat(officer.post(at + "/report", Map.of("cause", "供电", "report", "市电中断，切换备用；已加装电源"))
                        .status())
                .isEqualTo(200);
        assertThat(officer.post(at + "/closing", closing).status()).isEqualTo(200);
        assertThat(officer.post(at + "/closing", closing).code()).isEqualTo("OUTAGE_CLOSED");

        // Four of 24 hours; the planned ones have not begun.
        JsonNode rate = officer.get("/api/registry/availability?days=1").body();
        assertThat(rate).anySatisfy(one -> {
            assertThat(one.path("system").asString()).isEqualTo("前置机");
            assertThat(one.path("percent").asString()).isEqualTo("83.33");
            assertThat(one.path("unplanned").asInt()).isEqualTo(1);
            assertThat(one.path("met").asBoolean()).isFalse();
        });
    }

    @Test
    void aLowerNodeThatSaysNothingIsAnOutageUntilItIsHeardAgain() {
        sql.sql(
                        "insert into exchange.peer (code, name, kind, public_key, secret, url, systems, admitted_at, admitted_by)"
                                + " values ('E9903000009', '某市', 'LOWER', '', '', '', '', now(), '')")
                .update();
        heard(clock.instant().minus(Duration.ofMinutes(30)));

        reporting.see();
        reporting.see();
        assertThat(silent()).containsExactly("open");

        heard(clock.instant());
        reporting.see();
        assertThat(silent()).containsExactly("over");
        sql.sql("delete from exchange.peer where code = 'E9903000009'").update();
    }

    @Test
    void aLineIsOutAfterFiveUnansweredMinutesAndNotForOneThatWasLost() {
        Minute good = new Minute(NOON, true);
        List<Minute> five = java.util.stream.IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Minute(NOON.plusSeconds(60L * i), false))
                .toList();

        assertThat(Silence.since(five, 5)).contains(NOON.plusSeconds(60));
        assertThat(Silence.since(five.subList(0, 4), 5)).isEmpty();
        assertThat(Silence.since(List.of(five.get(0), good), 1)).isEmpty();
        assertThat(Silence.over(List.of(five.get(0), good))).contains(NOON);
        assertThat(Silence.over(five)).isEmpty();
    }

    private void heard(Instant at) {
        sql.sql("insert into exchange.heard (peer, at) values ('E9903000009', :at) on conflict (peer) do update"
                        + " set at = excluded.at")
                .param("at", Timestamp.from(at))
                .update();
    }

    private List<String> silent() {
        return sql.sql("select case when ends_at is null then 'open' else 'over' end from registry.outage"
                        + " where node = 'E9903000009' and detected")
                .query(String.class)
                .list();
    }

    private static Map<String, Object> entry(String kind, String region, String name, Map<String, String> fields) {
        return Map.of("kind", kind, "region", region, "name", name, "fields", fields);
    }

    private static Map<String, Object> outage(
            String kind, Instant starts, @org.jspecify.annotations.Nullable Instant ends) {
        Map<String, Object> told = new HashMap<>(Map.of(
                "kind",
                kind,
                "region",
                "990100",
                "system",
                "前置机",
                "what",
                "机房检修",
                "cause",
                "设备检修",
                "startsAt",
                starts.toString()));
        if (ends != null) {
            told.put("endsAt", ends.toString());
        }
        return told;
    }
}
