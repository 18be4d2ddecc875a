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
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.CreditCode;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Standings;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 信用闭环: from collection to repair, through HTTP, and what it does to the one it is about. */
@PlatformTest
class CreditLoopTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    Accounts accounts;

    @Autowired
    Standings standings;

    @Autowired
    Credits credits;

    private final String code = freshCode();
    private final String login = "credit" + code;

    private static String freshCode() {
        String start =
                "91990100MB" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
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

    private Map<String, Object> decision(String number, String category, boolean bars) {
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
        if (bars) {
            request.put("barFrom", today().minusDays(5).toString());
            request.put("barTo", today().plusYears(1).toString());
        }
        return request;
    }

    private String collected(String number, String category, boolean bars) {
        return Desk.of(port, "centre")
                .post("/api/credit/records", decision(number, category, bars))
                .body()
                .path("id")
                .asString();
    }

    private static Desk.Answer decide(Desk desk, String id, String what, boolean granted) {
        return desk.post("/api/credit/records/" + id + "/" + what, Map.of("granted", granted, "answer", "经核查"));
    }

    private String published(String number, String category, boolean bars) {
        String id = collected(number, category, bars);
        Desk supervisor = Desk.of(port, "supervisor");
        assertThat(decide(supervisor, id, "verification", true).status()).isEqualTo(200);
        assertThat(supervisor
                        .post("/api/credit/records/" + id + "/publication", Map.of())
                        .status())
                .isEqualTo(200);
        return id;
    }

    private UUID organisation() {
        return accounts.organisationByCreditCode(code).orElseThrow().id();
    }

    private JsonNode publicList() {
        return Desk.stranger(port).get("/api/public/credit?q=" + code).body();
    }

    @Test
    void decisionShutsOutFromItsPublicationUntilItsRepair() {
        Desk subject = subject();
        String id = collected("明建罚〔2026〕1号", "COLLUSION", true);
        assertThat(standings.bar(organisation(), Standings.Act.BID))
                .as("collected only")
                .isEmpty();
        Desk supervisor = Desk.of(port, "supervisor");
        decide(supervisor, id, "verification", true);
        supervisor.post("/api/credit/records/" + id + "/publication", Map.of());

        var bar = standings.bar(organisation(), Standings.Act.BID).orElseThrow();
        assertThat(bar.code()).isEqualTo("DEBARRED");
        assertThat(bar.basis()).isEqualTo("招标投标法 §53");
        assertThat(bar.detail()).contains("明建罚〔2026〕1号").contains("明州市住房和城乡建设局");
        assertThat(publicList()).hasSize(1);

        assertThat(subject.post("/api/credit/records/" + id + "/repair", Map.of("plea", "已整改"))
                        .status())
                .isEqualTo(200);
        assertThat(standings.bar(organisation(), Standings.Act.BID))
                .as("asking frees nobody")
                .isPresent();
        decide(supervisor, id, "repair-answer", true);

        assertThat(standings.bar(organisation(), Standings.Act.BID)).isEmpty();
        assertThat(publicList()).isEmpty();
    }

    @Test
    void barEndsWithItsLastDay() {
        subject();
        String id = published("明建罚〔2026〕2号", "PUNISHMENT", true);
        var record = credits.published(code).getFirst();

        assertThat(record.id()).hasToString(id);
        LocalDate end = java.util.Objects.requireNonNull(record.barTo());
        assertThat(record.barsOn(end.minusDays(1))).isTrue();
        assertThat(record.barsOn(end)).isFalse();
        assertThat(record.countsOn(record.endsOn().minusDays(1))).isTrue();
        assertThat(record.countsOn(record.endsOn())).isFalse();
    }

    @Test
    void upheldAppealWithdrawsAndARefusedOneDoesNot() {
        Desk subject = subject();
        Desk supervisor = Desk.of(port, "supervisor");
        String id = published("明建罚〔2026〕3号", "VIOLATION", true);

        subject.post("/api/credit/records/" + id + "/appeal", Map.of("plea", "事实不清"));
        assertThat(decide(supervisor, id, "appeal-answer", false)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("PUBLISHED");
        assertThat(standings.bar(organisation(), Standings.Act.REGISTER)).isPresent();

        subject.post("/api/credit/records/" + id + "/appeal", Map.of("plea", "提交新证据"));
        assertThat(decide(supervisor, id, "appeal-answer", true)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("WITHDRAWN");
        assertThat(standings.bar(organisation(), Standings.Act.REGISTER)).isEmpty();
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        subject();
        String id = collected("明建罚〔2026〕4号", "VIOLATION", false);

        var early = Desk.of(port, "supervisor").post("/api/credit/records/" + id + "/publication", Map.of());

        assertThat(early.status()).isEqualTo(422);
        assertThat(early.code()).isEqualTo("WRONG_STATE");
    }

    @Test
    void collectorDoesNotVerifyHisOwnRecord() {
        subject();
        Desk supervisor = Desk.of(port, "supervisor");
        String id = supervisor
                .post("/api/credit/records", decision("明建罚〔2026〕5号", "VIOLATION", false))
                .body()
                .path("id")
                .asString();

        assertThat(decide(supervisor, id, "verification", true).code()).isEqualTo("SAME_PERSON");
    }

    @Test
    void onlyTheSubjectAppealsAndOnlyTheSupervisorDecides() {
        subject();
        String id = published("明建罚〔2026〕6号", "VIOLATION", false);

        assertThat(Desk.of(port, "bidder1")
                        .post("/api/credit/records/" + id + "/appeal", Map.of("plea", "不服"))
                        .status())
                .isEqualTo(403);
        assertThat(decide(Desk.of(port, "centre"), id, "repair-answer", true).status())
                .isEqualTo(403);
    }

    @Test
    void sameDecisionIsCollectedOnce() {
        subject();
        collected("明建罚〔2026〕7号", "VIOLATION", false);

        assertThat(Desk.of(port, "centre")
                        .post("/api/credit/records", decision("明建罚〔2026〕7号", "VIOLATION", false))
                        .code())
                .isEqualTo("RECORD_KNOWN");
    }

    @Test
    void scoreShowsItsModelAndReasons() {
        Desk subject = subject();
        published("明建罚〔2026〕8号", "COLLUSION", false);
        published("明建罚〔2026〕9号", "COLLUSION", false);
        published("明建奖〔2026〕1号", "AWARD", false);

        JsonNode score = subject.get("/api/credit/score/mine").body().path("score");

        assertThat(Desk.of(port, "bidder1")
                        .get("/api/credit/score?creditCode=" + code)
                        .status())
                .as("of somebody else")
                .isEqualTo(403);

        assertThat(score.path("model").asString()).isEqualTo("mj-credit-1");
        assertThat(score.path("value").asInt()).isEqualTo(100 - 40 - 40 + 5);
        assertThat(score.path("reasons")).hasSize(3);
        assertThat(score.path("serious").asBoolean())
                .as("twice within three years (CR-06)")
                .isTrue();
    }

    @Test
    void listOfStaffIsSearchedAndPaged() {
        subject();
        for (int i = 0; i < 3; i++) {
            collected("明建罚〔2026〕列" + i + "号", "VIOLATION", false);
        }
        Desk centre = Desk.of(port, "centre");

        JsonNode first = centre.get("/api/credit/records?q=" + code + "&state=COLLECTED&page=0&size=2")
                .body();
        JsonNode second = centre.get("/api/credit/records?q=" + code + "&state=COLLECTED&page=1&size=2")
                .body();

        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(centre.get("/api/credit/records?q=" + code + "&state=PUBLISHED")
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(centre.get("/api/credit/records?size=101").status()).isEqualTo(400);
        aCountyElsewhereSeesOnlyWhatIsPublic(
                first.path("items").path(0).path("id").asString());
    }

    /** The subject is registered in 990100, the county is 990122. */
    private void aCountyElsewhereSeesOnlyWhatIsPublic(String id) {
        Desk county = Desk.of(port, "supervisor2");
        String list = "/api/credit/records?q=" + code;
        assertThat(county.get(list).body().path("total").asInt()).isZero();
        assertThat(county.get("/api/credit/records/" + id).status()).isEqualTo(404);

        Desk supervisor = Desk.of(port, "supervisor");
        assertThat(supervisor.get(list).body().path("total").asInt()).isEqualTo(3);
        decide(supervisor, id, "verification", true);
        supervisor.post("/api/credit/records/" + id + "/publication", Map.of());
        assertThat(county.get(list).body().path("total").asInt()).isEqualTo(1);
        assertThat(county.get("/api/credit/records/" + id).status()).isEqualTo(200);
    }

    @Test
    void unverifiedRecordIsToldToNobodyOutside() {
        Desk subject = subject();
        String id = collected("明建罚〔2026〕11号", "VIOLATION", false);

        assertThat(subject.get("/api/credit/mine").body()).isEmpty();
        assertThat(subject.get("/api/credit/records/" + id).status()).isEqualTo(404);
        Desk supervisor = Desk.of(port, "supervisor");
        decide(supervisor, id, "verification", true);
        supervisor.post("/api/credit/records/" + id + "/publication", Map.of());

        JsonNode life = subject.get("/api/credit/records/" + id).body();
        assertThat(life.path("mine").asBoolean()).isTrue();
        assertThat(life.path("steps")).hasSize(3);
        assertThat(Desk.of(port, "bidder1").get("/api/credit/records/" + id).status())
                .isEqualTo(404);
    }

    @Test
    void dutiesNameWhoMustActAndByWhen() {
        Desk subject = subject();
        String id = collected("明建罚〔2026〕12号", "VIOLATION", false);
        Desk supervisor = Desk.of(port, "supervisor");
        assertThat(duty(supervisor, id).path("title").asString()).isEqualTo("核实信用记录");
        decide(supervisor, id, "verification", true);
        assertThat(duty(supervisor, id).path("title").asString()).isEqualTo("公示信用记录");
        supervisor.post("/api/credit/records/" + id + "/publication", Map.of());
        assertThat(duty(supervisor, id).isMissingNode()).isTrue();
        subject.post("/api/credit/records/" + id + "/appeal", Map.of("plea", "事实不清"));

        JsonNode answer = duty(supervisor, id);
        assertThat(answer.path("title").asString()).isEqualTo("答复信用申诉");
        assertThat(answer.path("dueAt").asString())
                .isEqualTo(today().plusDays(16)
                        .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                        .toInstant()
                        .toString());
        assertThat(duty(Desk.of(port, "centre"), id).isMissingNode()).isTrue();
    }

    private static JsonNode duty(Desk desk, String record) {
        for (JsonNode one : desk.get("/api/todo").body()) {
            if (one.path("href").asString().endsWith(record)) {
                return one;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }
}
