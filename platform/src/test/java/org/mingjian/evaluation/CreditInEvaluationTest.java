package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.PanelRoom.cell;
import static org.mingjian.evaluation.PanelRoom.handIn;
import static org.mingjian.evaluation.PanelRoom.sheet;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.PanelRoom.Begun;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.expert.ExpertPool;
import org.mingjian.expert.Experts;
import org.mingjian.expert.PoolRequest;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Standings;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** 信用评价 in an evaluation: only where the documents say so, frozen with its reasons, the same for every member. */
@PlatformTest
@Import(PanelRoom.class)
class CreditInEvaluationTest {

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    @Autowired
    Accounts accounts;

    @Autowired
    Experts experts;

    @Autowired
    Standings standings;

    @Autowired
    InstantSource clock;

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    private String published(String decision, Map<String, ?> about) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "category",
                "PUNISHMENT",
                "decision",
                decision,
                "authority",
                "明州市住房和城乡建设局",
                "decidedOn",
                today().minusDays(3).toString(),
                "basis",
                "招标投标法 §52",
                "matter",
                "测试",
                "endsOn",
                today().plusYears(1).toString(),
                "repairFrom",
                today().minusDays(1).toString()));
        request.putAll(about);
        String id = Desk.of(port, "centre")
                .post("/api/credit/records", request)
                .body()
                .path("id")
                .asString();
        Desk supervisor = Desk.of(port, "supervisor");
        supervisor.post("/api/credit/records/" + id + "/verification", Map.of("granted", true, "answer", "属实"));
        assertThat(supervisor
                        .post("/api/credit/records/" + id + "/publication", Map.of())
                        .status())
                .isEqualTo(200);
        return id;
    }

    private String code(String login) {
        UUID organisation = accounts.accountByLogin(login).orElseThrow().organisation();
        return String.valueOf(accounts.organisation(java.util.Objects.requireNonNull(organisation))
                .orElseThrow()
                .creditCode());
    }

    private void withdraw(String id, String login) {
        Desk.of(port, login).post("/api/credit/records/" + id + "/repair", Map.of("plea", "已整改"));
        Desk.of(port, "supervisor")
                .post("/api/credit/records/" + id + "/repair-answer", Map.of("granted", true, "answer", "属实"));
    }

    private static JsonNode of(JsonNode seen, String bid) {
        for (JsonNode one : seen) {
            if (one.path("bid").asString().equals(bid)) {
                return one;
            }
        }
        throw new AssertionError("no bid " + bid + " in " + seen);
    }

    @Test
    void scoreIsFrozenWithItsReasonsWhenTheEvaluationBeginsAndGivesTheMark() {
        String decision = "明建罚〔2026〕评" + UUID.randomUUID().toString().substring(0, 6);
        String id = published(decision, Map.of("creditCode", code("bidder2"), "subject", "BIDDER"));
        Begun begun = room.begun(port, room.withCredit(), room.fourBids());
        String punished = begun.bids().get(1).bid();
        Member first = begun.members().getFirst();

        JsonNode seen = of(first.get("/credit").body(), punished);
        assertThat(seen.path("frozen").path("content").toString())
                .contains(decision)
                .contains("mj-credit-1");
        // The model's ceiling is 120: 100 − 20 gives 80 / 120 of ten marks.
        String mark = seen.path("marks").get(0).path("mark").asString();
        assertThat(mark).isEqualTo("6.67");

        withdraw(id, "bidder2");
        JsonNode later = of(begun.members().get(1).get("/credit").body(), punished);
        assertThat(later)
                .as("what changes afterwards does not reach this trade")
                .isEqualTo(seen);

        Desk.Answer other = first.put("/sheet", Map.of("judgements", List.of(cell(punished, "credit", "9"))));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body().toString()).contains("6.67");

        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));
        assertThat(first.post("/report", Map.of()).status()).isEqualTo(200);
        JsonNode report = first.get("/report").body().path("report");
        assertThat(report.toString()).contains("信用评价");
        // price 50 less the deviation, objective 10, subjective 26, credit 100 / 120 of ten
        JsonNode best = report.path("scores").get(0);
        assertThat(new java.math.BigDecimal(best.path("score").asString()))
                .isBetween(new java.math.BigDecimal("94"), new java.math.BigDecimal("94.33"));
    }

    /** The leader of every bid here is 张建; the one who is barred works for bidder2. */
    private void leaderBarredAtBidder2IsShown(Begun begun, Member member) {
        String decision = "明建罚〔2026〕建" + UUID.randomUUID().toString().substring(0, 6);
        String own = "/bids/" + begun.bids().get(1).bid() + "/bans";
        String other = "/bids/" + begun.bids().get(0).bid() + "/bans";
        assertThat(member.get(own).body()).isEmpty();
        var about = new HashMap<String, Object>(Map.of("creditCode", code("bidder2"), "subject", "BIDDER"));
        about.put("person", Map.of("name", "张建", "idNumber", "11010519491231002X"));
        about.put("barFrom", today().minusDays(1).toString());
        about.put("barTo", today().plusDays(90).toString());
        String id = published(decision, about);

        JsonNode warned = member.get(own).body().path(0);
        assertThat(warned.path("words").asString()).contains("张建", decision, "禁止参加");
        assertThat(warned.path("ownPerson").asBoolean()).isTrue();
        assertThat(member.get(other).body().path(0).path("ownPerson").asBoolean(true))
                .as("of the same name at another bidder: to be asked, not decided")
                .isFalse();
        assertThat(Desk.of(port, "bidder2")
                        .get("/api/seats/" + member.seat() + own)
                        .status())
                .isEqualTo(403);

        withdraw(id, "bidder2");
        assertThat(member.get(own).body()).as("free when it is repaired").isEmpty();
    }

    @Test
    void withoutSuchATermCreditIsNotShownToThePanelButABanOfTheLeaderIs() {
        Begun begun = room.begun(port, room.comprehensive(), room.fourBids());
        leaderBarredAtBidder2IsShown(begun, begun.members().getFirst());

        Desk.Answer refused = begun.members().getFirst().get("/credit");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("CREDIT_NOT_AGREED");
        assertThat(begun.members()
                        .getFirst()
                        .desk()
                        .get("/api/credit/score?creditCode=" + code("bidder1"))
                        .status())
                .as("and not by another way")
                .isEqualTo(403);
    }

    @Test
    void expertWhomADecisionShutsOutIsNotDrawn() {
        UUID account = accounts.accountByLogin("expert8").orElseThrow().id();
        String id = published(
                "明建罚〔2026〕专" + UUID.randomUUID().toString().substring(0, 6),
                Map.of(
                        "creditCode", "",
                        "subject", "EXPERT",
                        "person", Map.of("login", "expert8"),
                        "barFrom", today().minusDays(1).toString(),
                        "barTo", today().plusMonths(6).toString()));
        var barred = standings.barredPersons(Standings.Act.EVALUATE);
        assertThat(barred).contains(account);

        var expert = experts.byAccount(account).orElseThrow();
        ExpertPool pool = experts.pool(new PoolRequest(
                List.of(new PoolRequest.Need(expert.specialties().getFirst(), 1)),
                null,
                List.of(),
                java.util.Set.of(),
                barred,
                clock.instant()));

        assertThat(pool.members())
                .filteredOn(member -> member.expert().equals(expert.id()))
                .allMatch(member -> member.excluded().equals(ExpertPool.BARRED))
                .isNotEmpty();
        withdraw(id, "expert8");
        assertThat(standings.barredPersons(Standings.Act.EVALUATE)).doesNotContain(account);
    }
}
