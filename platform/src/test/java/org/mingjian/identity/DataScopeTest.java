package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** 数据范围: region, department, trade kind, single trade; ends, moves, delegation; nothing leaks between two callers. */
@PlatformTest
class DataScopeTest {

    private static final String CITY_CENTRE = "明州市公共资源交易中心";
    private static final String CITY_BUREAU = "明州市住房和城乡建设局";
    private static final String COUNTY_BUREAU = "清河县住房和城乡建设局";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    RightsDesk desks;

    @BeforeEach
    void desks() {
        desks = new RightsDesk(port);
    }

    @Test
    void aTradeOfAnotherRegionIsNeitherListedNorReachedByItsCode() {
        String code = SampleTender.accepted(port);
        Desk county = Desk.of(port, "supervisor2");
        Desk city = Desk.of(port, "supervisor");

        assertThat(city.get("/api/trades/" + code).status()).isEqualTo(200);
        assertThat(codes(city)).contains(code);
        assertThat(county.get("/api/trades/" + code).code()).isEqualTo("OUT_OF_REACH");
        assertThat(county.post("/api/trades/" + code + "/suspend", Map.of("reason", "x", "basis", "y"))
                        .code())
                .isEqualTo("OUT_OF_REACH");
        assertThat(codes(county)).doesNotContain(code);
    }

    @Test
    void anotherCountysRegistrationIsNeitherListedNorAccepted() {
        Desk tenderer = Desk.of(port, "tenderer");
        String id = tenderer.post("/api/registrations", SampleTender.registration(tenderer))
                .body()
                .path("id")
                .asString();
        tenderer.post("/api/registrations/" + id + "/submit", Map.of());
        Desk county = Desk.of(port, "centre2");

        assertThat(ids(county)).doesNotContain(id);
        assertThat(county.get("/api/registrations/" + id).status()).isEqualTo(403);
        assertThat(county.post("/api/registrations/" + id + "/accept", Map.of()).status())
                .isEqualTo(403);
        assertThat(ids(Desk.of(port, "centre"))).contains(id);
    }

    @Test
    void aRightForOneTradeReachesThatTradeOnly() {
        String one = SampleTender.accepted(port);
        String other = SampleTender.accepted(port);
        var witness = desks.open(
                "WITNESS", RightsDesk.Person.anybody(), desks.organisation(CITY_CENTRE), Map.of("trade", one));

        assertThat(codes(witness.desk())).containsExactly(one);
        assertThat(witness.desk().get("/api/trades/" + other).code()).isEqualTo("OUT_OF_REACH");
    }

    @Test
    void aRightForADepartmentReachesItsOwnTradesOnly() {
        String code = SampleTender.accepted(port);
        var inside = desks.open(
                "SUPERVISOR",
                RightsDesk.Person.anybody(),
                desks.organisation(CITY_BUREAU),
                Map.of("department", desks.organisation("明州市城市建设投资集团有限公司")));
        var outside = desks.open(
                "SUPERVISOR",
                RightsDesk.Person.anybody(),
                desks.organisation(CITY_BUREAU),
                Map.of("department", desks.organisation(COUNTY_BUREAU)));

        assertThat(codes(inside.desk())).contains(code);
        assertThat(codes(outside.desk())).isEmpty();
        assertThat(outside.desk().get("/api/trades/" + code).code()).isEqualTo("OUT_OF_REACH");
    }

    @Test
    void aRightOfAnotherTradeKindSeesNothingOfThis() {
        SampleTender.accepted(port);
        var supervisor = desks.open(
                "SUPERVISOR",
                RightsDesk.Person.anybody(),
                desks.organisation(CITY_BUREAU),
                Map.of("tradeKind", "land"));

        assertThat(codes(supervisor.desk())).isEmpty();
    }

    @Test
    void aCountyOfficerIsNotGivenTheCity() {
        Desk.Answer answer = desks.proposeAccount(
                RightsDesk.fresh("c"),
                RightsDesk.Person.anybody(),
                desks.organisation(COUNTY_BUREAU),
                Map.of("role", "SUPERVISOR", "region", "990100"));

        assertThat(answer.code()).isEqualTo("BEYOND_LEVEL");
    }

    @Test
    void aRightThatEndedCountsNoMore() {
        Instant soon = now().plus(Duration.ofHours(1));
        var supervisor = desks.open(
                "SUPERVISOR",
                RightsDesk.Person.anybody(),
                desks.organisation(CITY_BUREAU),
                Map.of("endsAt", soon.toString()));
        assertThat(supervisor.desk().get("/api/trades").status()).isEqualTo(200);

        desks.system.post("/api/sandbox/clock", Map.of("at", soon.plusSeconds(1).toString()));

        assertThat(supervisor.desk().get("/api/trades").code()).isEqualTo("NOT_PERMITTED");
    }

    @Test
    void whoMovesLosesTheOldRightsByThatAlone() {
        var supervisor =
                desks.open("SUPERVISOR", RightsDesk.Person.anybody(), desks.organisation(CITY_BUREAU), Map.of());
        desks.activate(desks.change(
                desks.system,
                "MOVE_PERSON",
                Map.of("account", supervisor.id(), "organisation", desks.organisation(COUNTY_BUREAU))));

        Desk moved = Desk.of(port, supervisor.login(), RightsDesk.OWN);

        assertThat(moved.get("/api/trades").code()).isEqualTo("NOT_PERMITTED");
        assertThat(supervisor.desk().get("/api/me").status()).isEqualTo(401);
        JsonNode rights = desks.auditor
                .get("/api/accounts/" + supervisor.id() + "/rights")
                .body();
        assertThat(rights.get(0).path("endedWhy").asString()).isEqualTo("调动");
    }

    @Test
    void evenAMoveBehindTheCodeEndsTheRights() {
        var supervisor =
                desks.open("SUPERVISOR", RightsDesk.Person.anybody(), desks.organisation(CITY_BUREAU), Map.of());

        sql.sql("update identity.account set organisation = :to where id = :id")
                .param("to", UUID.fromString(desks.organisation(COUNTY_BUREAU)))
                .param("id", UUID.fromString(supervisor.id()))
                .update();

        // What another node remembers of somebody's rights it forgets within a second.
        Desk.Answer answer = supervisor.desk().get("/api/trades");
        for (int i = 0; i < 2_000 && answer.status() == 200; i++) {
            answer = supervisor.desk().get("/api/trades");
        }
        assertThat(answer.code()).isEqualTo("NOT_PERMITTED");
    }

    @Test
    void aDelegationStandsForItsTimeAndFallsWithTheRightItWasTakenFrom() {
        String code = SampleTender.accepted(port);
        String bureau = desks.organisation(CITY_BUREAU);
        var holder = desks.open("SUPERVISOR", RightsDesk.Person.anybody(), bureau, Map.of());
        var deputy =
                desks.open("SUPERVISOR", RightsDesk.Person.anybody(), bureau, Map.of("trade", "A99-none-of-these"));
        String grant =
                holder.desk().get("/api/rights/mine").body().get(0).path("id").asString();
        Instant now = now();
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "grant", grant,
                "to", deputy.login(),
                "from", now.minusSeconds(1).toString(),
                "until", now.plus(Duration.ofDays(3)).toString(),
                "reason", "休假"));
        assertThat(deputy.desk().get("/api/trades/" + code).code()).isEqualTo("OUT_OF_REACH");

        Desk.Answer proposed = holder.desk().post("/api/proposals/delegation", wanted);
        assertThat(deputy.desk().get("/api/trades/" + code).status()).isEqualTo(403);
        assertThat(desks.activate(proposed).status()).isEqualTo(200);
        assertThat(deputy.desk().get("/api/trades/" + code).status()).isEqualTo(200);

        desks.activate(desks.change(
                desks.system, "END_RIGHT", Map.of("account", holder.id(), "grant", grant, "reason", "离任")));

        assertThat(deputy.desk().get("/api/trades/" + code).status()).isEqualTo(403);
    }

    @Test
    void aReviewerSeesWhoCanDoItThereAndWhy() {
        String code = SampleTender.accepted(port);
        var supervisor =
                desks.open("SUPERVISOR", RightsDesk.Person.anybody(), desks.organisation(CITY_BUREAU), Map.of());

        JsonNode found = desks.auditor
                .get("/api/rights/who?permission=TRADE_SUSPEND&trade=" + code)
                .body();

        Map<String, String> why = new HashMap<>();
        found.forEach(
                one -> why.put(one.path("login").asString(), one.path("why").asString()));
        assertThat(why).containsKeys("supervisor", supervisor.login()).doesNotContainKeys("supervisor2", "centre");
        assertThat(why.get(supervisor.login())).contains("责令暂停", "秦维", "尤安", "9901");
    }

    @Test
    void nothingLeaksBetweenTwoCallersOnOneThreadPool() throws Exception {
        String one = SampleTender.accepted(port);
        String other = SampleTender.accepted(port);
        Desk first = desks.open(
                        "WITNESS", RightsDesk.Person.anybody(), desks.organisation(CITY_CENTRE), Map.of("trade", one))
                .desk();
        Desk second = desks.open(
                        "WITNESS", RightsDesk.Person.anybody(), desks.organisation(CITY_CENTRE), Map.of("trade", other))
                .desk();

        Set<Set<String>> seenByFirst = new HashSet<>();
        Set<Set<String>> seenBySecond = new HashSet<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                calls.add(() -> add(seenByFirst, codes(first)));
                calls.add(() -> add(seenBySecond, codes(second)));
            }
            for (var done : pool.invokeAll(calls)) {
                done.get();
            }
        }

        assertThat(seenByFirst).containsExactly(Set.of(one));
        assertThat(seenBySecond).containsExactly(Set.of(other));
    }

    private static boolean add(Set<Set<String>> all, Set<String> seen) {
        synchronized (all) {
            return all.add(seen);
        }
    }

    private Instant now() {
        return Instant.parse(Desk.stranger(port)
                .get("/api/clock")
                .raw()
                .headers()
                .firstValue("X-Server-Time")
                .orElseThrow());
    }

    private static Set<String> codes(Desk desk) {
        Set<String> codes = new HashSet<>();
        desk.get("/api/trades?size=100")
                .body()
                .path("items")
                .forEach(one -> codes.add(one.path("code").asString()));
        return codes;
    }

    private static Set<String> ids(Desk desk) {
        Set<String> ids = new HashSet<>();
        desk.get("/api/registrations?size=100")
                .body()
                .path("items")
                .forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }
}
