package org.mingjian.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.CreditCode;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Standings;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Records of the people of subjects: practitioners and experts. */
@PlatformTest
class CreditPeopleTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    Accounts accounts;

    @Autowired
    Standings standings;

    @Autowired
    Facts facts;

    private final String code = freshCode();
    private final String login = "credit" + code;

    private static String freshCode() {
        String start =
                "91990100ME" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
        String body = start + new CreditCode(start + "00").bodyCheckCharacter();
        return body + new CreditCode(body + "0").checkCharacter();
    }

    private Desk subject() {
        Desk.Answer registered = Desk.stranger(port)
                .post(
                        "/api/register",
                        Map.of(
                                "organisation",
                                "信用测试公司" + code,
                                "creditCode",
                                code,
                                "regionCode",
                                "990100",
                                "login",
                                login,
                                "name",
                                "测试",
                                "password",
                                "sesame 2026 open",
                                "roles",
                                List.of("BIDDER")));
        assertThat(registered.status()).as(registered.body().toString()).isEqualTo(200);
        return Desk.of(port, login, "sesame 2026 open");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    private Map<String, Object> decision(String number, String category) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "creditCode",
                code,
                "subject",
                "BIDDER",
                "category",
                category,
                "decision",
                number,
                "authority",
                "明州市住房和城乡建设局",
                "decidedOn",
                today().minusDays(10).toString(),
                "basis",
                "招标投标法 §53",
                "matter",
                "串通投标",
                "endsOn",
                today().plusYears(3).toString()));
        request.put("repairFrom", today().minusDays(1).toString());
        request.put("barFrom", today().minusDays(5).toString());
        request.put("barTo", today().plusYears(1).toString());
        return request;
    }

    private static Desk.Answer decide(Desk desk, String id, String what, boolean granted) {
        return desk.post("/api/credit/records/" + id + "/" + what, Map.of("granted", granted, "answer", "经核查"));
    }

    private UUID organisation() {
        return accounts.organisationByCreditCode(code).orElseThrow().id();
    }

    private JsonNode publicList() {
        return Desk.stranger(port).get("/api/public/credit?q=" + code).body();
    }

    private String publishedOf(Map<String, Object> request) {
        Desk.Answer collected = Desk.of(port, "centre").post("/api/credit/records", request);
        assertThat(collected.status()).as(collected.body().toString()).isEqualTo(200);
        String id = collected.body().path("id").asString();
        Desk supervisor = Desk.of(port, "supervisor");
        decide(supervisor, id, "verification", true);
        supervisor.post("/api/credit/records/" + id + "/publication", Map.of());
        return id;
    }

    @Test
    void recordOfAPractitionerIsHisAndNotTheCompanys() {
        Desk subject = subject();
        Map<String, Object> request = decision("明建罚〔2026〕13号", "PUNISHMENT");
        request.put("person", Map.of("name", "孙工", "idNumber", "11010519491231002X"));
        String id = publishedOf(request);

        assertThat(standings.bar(organisation(), Standings.Act.BID))
                .as("the company is free")
                .isEmpty();
        assertThat(publicList()).as("people are not published").isEmpty();
        JsonNode scores = subject.get("/api/credit/score/mine").body();
        assertThat(scores.path("score").path("value").asInt()).isEqualTo(100);
        JsonNode person = scores.path("people").get(0);
        assertThat(person.path("person").asString()).isEqualTo("孙工");
        assertThat(person.path("score").path("value").asInt()).isEqualTo(80);
        String score = "/api/credit/score?creditCode=" + code;
        assertThat(Desk.of(port, "supervisor").get(score).body().path("people")).hasSize(1);
        assertThat(Desk.of(port, "supervisor2").get(score).body().path("people"))
                .as("people of a company elsewhere")
                .isEmpty();
        assertThat(facts.ofStream("credit:" + id).stream().noneMatch(fact -> fact.secrecy() == Secrecy.PUBLIC))
                .as("nothing of a person is public")
                .isTrue();
        assertThat(facts.ofStream("credit:" + id).toString()).doesNotContain("19491231");
        assertThat(subject.get("/api/credit/records/" + id).body().toString()).doesNotContain("personKey");
        assertThat(subject.post("/api/credit/records/" + id + "/appeal", Map.of("plea", "非本单位人员"))
                        .status())
                .as("his company appeals for him")
                .isEqualTo(200);
    }

    @Test
    void expertWithADecisionIsShutOutAndAppealsHimself() {
        Map<String, Object> request = decision("明建罚〔2026〕" + code, "VIOLATION");
        request.put("creditCode", "");
        request.put("subject", "EXPERT");
        request.put("person", Map.of("login", "expert8"));
        String id = publishedOf(request);
        UUID account = accounts.accountByLogin("expert8").orElseThrow().id();
        Desk expert = Desk.of(port, "expert8");

        var bar = standings.barOfPerson(account, Standings.Act.EVALUATE).orElseThrow();
        assertThat(bar.detail()).contains("参加评标").contains(code);
        assertThat(expert.get("/api/credit/mine").body().toString()).contains(id);
        assertThat(expert.get("/api/credit/score/mine")
                        .body()
                        .path("score")
                        .path("value")
                        .asInt())
                .isLessThan(100);
        assertThat(Desk.of(port, "expert7")
                        .post("/api/credit/records/" + id + "/appeal", Map.of("plea", "不服"))
                        .status())
                .isEqualTo(403);
        assertThat(expert.post("/api/credit/records/" + id + "/appeal", Map.of("plea", "不服"))
                        .status())
                .isEqualTo(200);
        decide(Desk.of(port, "supervisor"), id, "appeal-answer", true);
        assertThat(standings.barOfPerson(account, Standings.Act.EVALUATE)).isEmpty();
    }
}
