package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.Draws;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Readers;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.TradeFact;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Request, draw, answers, replacements, sign-in and secrecy of a panel, through HTTP. */
@PlatformTest
@Import(PanelRoom.class)
class PanelFormingTest {

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    @Autowired
    Facts facts;

    @Autowired
    Draws draws;

    @Autowired
    Readers readers;

    private Desk agency() {
        return Desk.of(port, "agency");
    }

    private static String panel(String code) {
        return "/api/trades/" + code + "/panel";
    }

    @Test
    void panelsAgainstTheLawAreRefusedWithItsArticle() {
        String code = room.published(room.lowest());

        for (var wrong : Map.of(
                        "G-T12", Map.of("size", 3, "needs", List.of(Map.of("specialty", "A08", "number", 2))),
                        "G-T12.odd", Map.of("size", 6, "needs", List.of(Map.of("specialty", "A08", "number", 5))),
                        "G-T12.experts",
                                Map.of(
                                        "size",
                                        5,
                                        "delegates",
                                        List.of("tenderer", "tenderer"),
                                        "needs",
                                        List.of(Map.of("specialty", "A08", "number", 3))))
                .entrySet()) {
            Map<String, Object> request = new HashMap<>(room.fiveMembers());
            request.putAll(wrong.getValue());
            Desk.Answer answer = agency().post(panel(code), request);
            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo(wrong.getKey());
            assertThat(answer.body().path("basis").asString()).contains("招标投标法 §37");
        }
    }

    @Test
    void drawNamesNobodyInPublicAndSeatsTheFirstOfTheOrder() {
        String code = room.published(room.lowest());
        PanelRoom.drawn(port, code, room.fiveMembers());

        Fact seated = only(code, TradeFact.EXPERTS_DRAWN);
        assertThat(seated.secrecy()).isEqualTo(Secrecy.SEALED);
        assertThat(only(code, TradeFact.DRAW_POOLED).secrecy()).isEqualTo(Secrecy.SEALED);
        List<String> members = seated.body()
                .path("members")
                .valueStream()
                .map(member -> member.path("expert").asString())
                .toList();
        assertThat(draws.order(code, DrawPurpose.EXPERTS, "A08").subList(0, 4)).isEqualTo(members);
        for (Fact fact : facts.ofStream("trade:" + code)) {
            if (fact.secrecy() == Secrecy.PUBLIC) {
                String text = fact.body().toString();
                members.forEach(member -> assertThat(text).as(fact.kind()).doesNotContain(member));
            }
        }
    }

    @Test
    void nobodySeesNamesBeforeTheWinnerIsSelected() {
        String code = room.published(room.lowest());
        Map<String, Object> request = room.fiveMembers();
        PanelRoom.drawn(port, code, request);

        for (String login : List.of("agency", "tenderer", "centre", "supervisor")) {
            JsonNode view = Desk.of(port, login).get(panel(code)).body();
            assertThat(view.path("seats").size()).as(login).isEqualTo(5);
            view.path("seats").forEach(seat -> assertThat(seat.has("name")).isFalse());
        }
        assertThat(Desk.of(port, "bidder1").get(panel(code)).status()).isEqualTo(403);
        for (Member member : room.members(port, request)) {
            JsonNode call = member.desk().get("/api/seats").body().get(0);
            if (member.number() < 5) {
                assertThat(call.has("trade")).isFalse();
                assertThat(call.has("tenderer")).isFalse();
            }
        }
    }

    @Test
    void namesAreDisclosedOnceTheWinnerIsSelected() {
        String code = room.published(room.lowest());
        Map<String, Object> request = room.fiveMembers();
        PanelRoom.drawn(port, code, request);
        var bids = List.of(room.ofBidder("bidder1", "900.00"));
        List<Member> members = room.seated(port, code, request, bids);
        agency().post("/api/trades/" + code + "/evaluation", Map.of());
        members.forEach(member -> {
            member.put(
                    "/sheet",
                    Map.of("judgements", List.of(PanelRoom.cell(bids.getFirst().bid(), "licence", "PASS"))));
            member.post("/sheet/submission", Map.of());
        });
        String digest = members.getFirst()
                .post("/report", Map.of())
                .body()
                .path("digest")
                .asString();
        members.forEach(member -> member.post("/signature", Map.of("digest", digest, "password", "mingjian2026")));
        room.selected(code);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> only(code, TradeFact.EXPERTS_DRAWN).disclosed());
        readers.rebuild("panels");

        assertThat(agency().get(panel(code))
                        .body()
                        .path("seats")
                        .get(0)
                        .path("name")
                        .asString())
                .isNotBlank();
        assertThat(facts.ofStream("trade:" + code).stream()
                        .filter(fact -> fact.kind().equals("facts.disclosed")))
                .hasSize(1);
    }

    @Test
    void declinedSeatIsDrawnAgainByTheSameConditions() {
        String code = room.published(room.lowest());
        Map<String, Object> request = room.fiveMembers();
        PanelRoom.drawn(port, code, request);
        Member first = room.members(port, request).getFirst();

        assertThat(first.post("/answer", Map.of("accepts", false, "reason", "出差"))
                        .status())
                .isEqualTo(200);

        List<Member> now = room.members(port, request);
        assertThat(now).hasSize(5);
        assertThat(now).extracting(Member::seat).doesNotContain(first.seat());
        assertThat(only(code, TradeFact.EXPERT_REPLACED).secrecy()).isEqualTo(Secrecy.SEALED);
        assertThat(first.post("/answer", Map.of("accepts", true)).code()).isEqualTo("WRONG_SEAT_STATE");
    }

    @Test
    void recusalAfterTheBiddersAreShownReplacesTheMember() {
        String code = room.published(room.lowest());
        Map<String, Object> request = room.fiveMembers();
        PanelRoom.drawn(port, code, request);
        List<Member> members = room.members(port, request);
        Member first = members.getFirst();
        first.post("/answer", Map.of("accepts", true));
        assertThat(first.post("/sign-in", Map.of()).code()).isEqualTo("NOT_OPENED");
        assertThat(first.get("/bidders").status()).isEqualTo(409);
        room.opened(code, List.of(room.ofBidder("bidder1", "900.00")));

        first.post("/sign-in", Map.of());
        assertThat(first.get("/bidders").body().get(0).asString()).isEqualTo("江北建工集团有限公司");
        Desk.Answer declared = first.post("/declaration", Map.of("hasInterest", true, "reason", "亲属任职"));

        assertThat(declared.body().path("state").asString()).isEqualTo("RECUSED");
        List<Member> now = room.members(port, request);
        assertThat(now).hasSize(5);
        assertThat(now).extracting(Member::seat).doesNotContain(first.seat());
        assertThat(agency().post("/api/trades/" + code + "/evaluation", Map.of())
                        .code())
                .isEqualTo("PANEL_INCOMPLETE");
    }

    @Test
    void expertTiedToABidderIsRecusedAtSignInByThePlatform() {
        // expert8 worked for 云岭 (bidder3); this trade calls everybody, and nobody knew of that bidder at the draw.
        String code = room.published(room.lowest());
        Map<String, Object> request = new HashMap<>(room.fiveMembers());
        request.put("size", 9);
        request.put("delegates", List.of("tenderer"));
        request.put("needs", List.of(Map.of("specialty", "A08", "number", 8)));
        tiedUntilNow();
        PanelRoom.drawn(port, code, request);
        var members = new ArrayList<>(room.members(port, request));
        members.removeIf(member -> member.number() == 9);
        members.forEach(member -> member.post("/answer", Map.of("accepts", true)));
        room.opened(code, List.of(room.ofBidder("bidder3", "900.00")));

        List<String> states = members.stream()
                .map(member ->
                        member.post("/sign-in", Map.of()).body().path("state").asString())
                .toList();

        assertThat(states).hasSize(8).containsOnlyOnce("RECUSED");
    }

    /** Makes the tie of expert8 count on the day of this test. */
    private void tiedUntilNow() {
        sql.sql("update expert.expert set ties = '[{\"kind\":\"RELATIVE\",\"organisation\":\"云岭建设发展有限公司\"}]'"
                        + " where account = (select id from identity.account where login = 'expert8')")
                .update();
    }

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient sql;

    @Test
    void anotherAgencysTradeIsNobodyElsesBusiness() {
        String code = room.published(room.lowest());

        assertThat(Desk.of(port, "bidder1")
                        .post(panel(code), room.fiveMembers())
                        .status())
                .isEqualTo(403);
        assertThat(agency().get(panel(code)).code()).isEqualTo("PANEL_NOT_FOUND");
        agency().post(panel(code), room.fiveMembers());
        assertThat(agency().post(panel(code), room.fiveMembers()).code()).isEqualTo("PANEL_EXISTS");
    }

    private Fact only(String code, TradeFact kind) {
        List<Fact> found = facts.ofStream("trade:" + code).stream()
                .filter(fact -> fact.kind().equals(kind.kind()))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
