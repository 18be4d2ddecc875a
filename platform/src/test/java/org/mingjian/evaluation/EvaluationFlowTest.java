package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.PanelRoom.cell;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.evaluation.PanelRoom.Opened;
import org.mingjian.evaluation.domain.FairDraw;
import org.mingjian.evaluation.scoring.Scores;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.facts.Facts;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeState;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** From the seated panel to the report, through HTTP. */
@PlatformTest
@Import(PanelRoom.class)
class EvaluationFlowTest {

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    @Autowired
    Tenders tenders;

    @Autowired
    Evaluations evaluations;

    @Autowired
    Facts facts;

    private record Begun(String code, List<Member> members, List<Opened> bids) {}

    private Begun begun(Terms terms, List<Opened> bids) {
        String code = room.published(terms);
        Map<String, Object> request = room.fiveMembers();
        assertThat(agency().post("/api/trades/" + code + "/panel", request).status())
                .isEqualTo(200);
        List<Member> members = room.seated(port, code, request, bids);
        assertThat(agency().post("/api/trades/" + code + "/evaluation", Map.of())
                        .status())
                .isEqualTo(200);
        return new Begun(code, members, bids);
    }

    private Desk agency() {
        return Desk.of(port, "agency");
    }

    private List<Opened> fourBids() {
        return List.of(
                room.ofBidder("bidder1", "900.00"),
                room.ofBidder("bidder2", "920.00"),
                room.ofBidder("bidder4", "940.00"),
                new Opened(UUID.randomUUID().toString(), UUID.randomUUID(), "远山建设有限公司", "1000.01"));
    }

    /** All cells of a sheet; the objective mark falls with the place of the bid. */
    private static List<Map<String, Object>> sheet(List<Opened> bids, String plan) {
        var cells = new ArrayList<Map<String, Object>>();
        for (Opened bid : bids) {
            cells.add(cell(bid.bid(), "licence", "PASS"));
            cells.add(cell(bid.bid(), "record", "10"));
            cells.add(cell(bid.bid(), "plan", plan));
        }
        return cells;
    }

    private static void handIn(Member member, List<Map<String, Object>> cells) {
        assertThat(member.put("/sheet", Map.of("judgements", cells)).status()).isEqualTo(200);
        assertThat(member.post("/sheet/submission", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void wholeEvaluationEndsInASignedReportThatAnybodyCanRecompute() {
        Begun begun = begun(room.comprehensive(), fourBids());
        for (Member member : begun.members()) {
            handIn(member, sheet(begun.bids(), member.number() == 1 ? "15" : "26"));
        }

        Member chair = begun.members().getFirst();
        JsonNode compared = chair.get("/comparison").body();
        assertThat(compared.path("differences").isEmpty()).isTrue();
        assertThat(compared.path("outliers").size()).isEqualTo(begun.bids().size());
        Desk.Answer drafted = chair.post("/report", Map.of());
        assertThat(drafted.status()).isEqualTo(200);
        String digest = drafted.body().path("digest").asString();
        JsonNode report = chair.get("/report").body().path("report");
        assertThat(Sm3.hex(Sm3.digest(CanonicalJson.bytes(report)))).isEqualTo(digest);

        // 1000.01 over the ceiling is rejected by the platform; base = mean(900, 920, 940) × 0.98 = 901.6
        assertThat(report.path("rejected")
                        .get(0)
                        .path("reasons")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("R5");
        assertThat(report.path("base").asString()).isEqualTo("901.6");
        assertThat(report.path("candidates").size()).isEqualTo(3);
        // 60 − 0.1775 × 0.5 = 59.911…; objective 10; subjective (15 + 4 × 26) / 5 = 23.8 → 93.71
        assertThat(report.path("candidates").get(0).path("score").asString()).isEqualTo("93.71");
        assertRecomputes(report);

        signAll(begun, digest);
        assertThat(tenders.get(begun.code()).state()).isEqualTo(TradeState.EVALUATED);
        Evaluations.Report known = evaluations.report(begun.code()).orElseThrow();
        assertThat(known.candidates()).extracting(Evaluations.Ranked::rank).containsExactly(1, 2, 3);
        assertThat(known.candidates().getFirst().bid())
                .hasToString(begun.bids().getFirst().bid());
        assertThat(known.rejected()).hasSize(1);
        var page = agency().get("/api/trades/" + begun.code() + "/evaluation/report.html");
        assertThat(new String(page.raw().body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("推荐的中标候选人", "江北建工集团有限公司", digest);
    }

    @Test
    void whatTheDocumentsLeaveToADrawIsDrawnFromThePublicOpeningRecord() {
        Begun begun = begun(room.withADraw(), fourBids());
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));
        Member chair = begun.members().getFirst();

        assertThat(chair.post("/report", Map.of("drawn", Map.of("floor", "50"))).code())
                .isEqualTo("INVALID_MARK");
        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
        JsonNode report = chair.get("/report").body().path("report");

        // A = 1000 × 0.95, range (C, 0.95 A) = (900, 902.5): none, so Bx is drawn among those above C
        String bx = report.path("drawn").path("bx").asString();
        List<String> candidates =
                begun.bids().subList(1, 3).stream().map(Opened::bid).sorted().toList();
        String seed = facts.ofStream("trade:" + begun.code()).stream()
                .filter(fact -> fact.kind().equals("opening.recorded"))
                .findFirst()
                .orElseThrow()
                .digest();
        assertThat(report.path("seed").asString()).isEqualTo(seed);
        assertThat(new FairDraw(HexFormat.of().parseHex(seed), "bx").draw(candidates, 1))
                .containsExactly(bx);
        assertRecomputes(report);
    }

    @Test
    void theNextDutyIsOnTheMembersDesk() {
        Begun begun = begun(room.comprehensive(), fourBids());
        Member member = begun.members().getFirst();

        assertThat(dutiesOf(member)).contains("评审");
        begun.members().forEach(each -> handIn(each, sheet(begun.bids(), "26")));
        assertThat(dutiesOf(member)).isEmpty();
        member.post("/report", Map.of());
        assertThat(dutiesOf(member)).contains("在评标报告上签名");
    }

    private static List<String> dutiesOf(Member member) {
        var titles = new ArrayList<String>();
        for (JsonNode duty : member.desk().get("/api/todo").body()) {
            if (duty.path("id").asString().equals("seat:" + member.seat())) {
                titles.add(duty.path("title").asString());
            }
        }
        return titles;
    }

    /** The sheet inside the report gives the same marks and ranks through the public engine. */
    private static void assertRecomputes(JsonNode report) {
        Scores scores = Sheets.read(report.path("sheet")).score();
        for (JsonNode line : report.path("scores")) {
            Scores.Scored again = scores.bids().stream()
                    .filter(bid -> bid.id().equals(line.path("bid").asString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(String.valueOf(again.score()))
                    .isEqualTo(line.path("score").asString());
            assertThat(again.rank()).isEqualTo(line.path("rank").asInt());
        }
    }

    private static void signAll(Begun begun, String digest) {
        for (Member member : begun.members()) {
            Map<String, Object> signing = Map.of("digest", digest, "password", "mingjian2026");
            if (member.number() == 2) {
                member.desk().withCertificate();
                signing = Map.of(
                        "digest",
                        digest,
                        "signature",
                        member.desk().sign("mingjian-report:" + digest),
                        "dissent",
                        "保留意见");
            }
            assertThat(member.post("/signature", signing).status()).isEqualTo(200);
        }
    }

    @Test
    void objectiveMarksThatDifferStopTheReportUntilTheyAreMended() {
        Begun begun = begun(room.comprehensive(), fourBids());
        List<Map<String, Object>> other = new ArrayList<>(sheet(begun.bids(), "26"));
        other.set(1, cell(begun.bids().getFirst().bid(), "record", "5"));
        for (Member member : begun.members()) {
            handIn(member, member.number() == 3 ? other : sheet(begun.bids(), "26"));
        }
        Member chair = begun.members().getFirst();
        Member third = begun.members().stream()
                .filter(member -> member.number() == 3)
                .findFirst()
                .orElseThrow();

        Desk.Answer refused = chair.post("/report", Map.of());
        assertThat(refused.code()).isEqualTo("OBJECTIVE_MARKS_DIFFER");
        third.post("/sheet/return", Map.of());
        handIn(third, sheet(begun.bids(), "26"));

        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void majorityRejectsWithACodedReasonAndAMinorityDoesNot() {
        Begun begun = begun(room.lowest(), fourBids());
        String weak = begun.bids().get(0).bid();
        String doubted = begun.bids().get(1).bid();
        for (Member member : begun.members()) {
            var cells = new ArrayList<Map<String, Object>>();
            for (Opened bid : begun.bids()) {
                boolean fails = bid.bid().equals(weak) && member.number() <= 3
                        || bid.bid().equals(doubted) && member.number() <= 2;
                cells.add(
                        fails
                                ? Map.of(
                                        "bid",
                                        bid.bid(),
                                        "criterion",
                                        "licence",
                                        "value",
                                        "FAIL",
                                        "code",
                                        "R3",
                                        "reason",
                                        "资质证书等级不符")
                                : cell(bid.bid(), "licence", "PASS"));
            }
            handIn(member, cells);
        }

        Member chair = begun.members().getFirst();
        chair.post("/report", Map.of());
        JsonNode report = chair.get("/report").body().path("report");

        assertThat(report.path("rejected").size()).isEqualTo(2);
        assertThat(report.path("rejected").get(1).path("bid").asString()).isEqualTo(weak);
        assertThat(report.path("rejected")
                        .get(1)
                        .path("reasons")
                        .get(0)
                        .path("basis")
                        .asString())
                .isEqualTo("招标投标法实施条例 §51（三）");
        assertThat(report.path("candidates").get(0).path("bid").asString()).isEqualTo(doubted);
        assertThat(report.path("candidates").get(0).path("evaluated").asString())
                .isEqualTo("920");
    }

    @Test
    void allBidsRejectedFailsTheTender() {
        Begun begun = begun(room.lowest(), List.of(fourBids().getLast()));
        for (Member member : begun.members()) {
            handIn(member, List.of(cell(begun.bids().getFirst().bid(), "licence", "PASS")));
        }
        String digest = begun.members()
                .getFirst()
                .post("/report", Map.of())
                .body()
                .path("digest")
                .asString();

        signAll(begun, digest);

        assertThat(tenders.get(begun.code()).state()).isEqualTo(TradeState.FAILED);
    }

    @Test
    void marksOutsideTheDocumentsAreRefused() {
        Begun begun = begun(room.comprehensive(), fourBids());
        Member member = begun.members().getFirst();
        String bid = begun.bids().getFirst().bid();

        for (Map<String, Object> wrong : List.of(
                cell(bid, "plan", "30.01"),
                cell(bid, "plan", "-1"),
                cell(bid, "plan", "1e2"),
                cell(bid, "unknown", "1"),
                cell("unknown", "plan", "1"),
                cell(bid, "licence", "FAIL"),
                cell(bid, "licence", "10"))) {
            Desk.Answer answer = member.put("/sheet", Map.of("judgements", List.of(cell(bid, "plan", "20"), wrong)));
            assertThat(answer.code()).as(wrong.toString()).isEqualTo("INVALID_MARK");
        }
        assertThat(member.get("/sheet").body().path("judgements").isEmpty()).isTrue();
        assertThat(member.post("/sheet/submission", Map.of()).code()).isEqualTo("WRONG_EVALUATION_STATE");
    }

    @Test
    void comparisonIsHiddenUntilAllHaveHandedIn() {
        Begun begun = begun(room.comprehensive(), fourBids());
        Member first = begun.members().getFirst();
        handIn(first, sheet(begun.bids(), "26"));

        assertThat(first.get("/comparison").code()).isEqualTo("WRONG_EVALUATION_STATE");
        assertThat(begun.members()
                        .get(1)
                        .desk()
                        .get("/api/seats/" + first.seat() + "/sheet")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void takingASheetBackVoidsReportAndSignatures() {
        Begun begun = begun(room.comprehensive(), fourBids());
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));
        Member chair = begun.members().getFirst();
        String digest = chair.post("/report", Map.of()).body().path("digest").asString();
        chair.post("/signature", Map.of("digest", digest, "password", "mingjian2026"));

        begun.members().get(1).post("/sheet/return", Map.of());

        Map<String, Object> signing = Map.of("digest", digest, "password", "mingjian2026");
        assertThat(chair.post("/signature", signing).code()).isEqualTo("WRONG_EVALUATION_STATE");
        assertThat(chair.get("/report").status()).isEqualTo(404);
    }

    @Test
    void wrongPasswordAndForeignSignatureDoNotSign() {
        Begun begun = begun(room.comprehensive(), fourBids());
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));
        Member chair = begun.members().getFirst();
        String digest = chair.post("/report", Map.of()).body().path("digest").asString();
        String foreign = Desk.of(port, "bidder1").withCertificate().sign("mingjian-report:" + digest);

        assertThat(chair.post("/signature", Map.of("digest", digest, "password", "guess-2026-x"))
                        .status())
                .isEqualTo(403);
        assertThat(chair.post("/signature", Map.of("digest", digest, "signature", foreign))
                        .status())
                .isEqualTo(403);
        assertThat(chair.post("/signature", Map.of("digest", "0".repeat(64), "password", "mingjian2026"))
                        .code())
                .isEqualTo("WRONG_EVALUATION_STATE");
    }

    @Test
    void organiserHandsInForAMemberWhoWillNotSignOnlyWithTheReasonOnRecord() {
        Begun begun = begun(room.lowest(), fourBids());
        for (Member member : begun.members()) {
            handIn(
                    member,
                    begun.bids().stream()
                            .map(bid -> cell(bid.bid(), "licence", "PASS"))
                            .toList());
        }
        begun.members().getFirst().post("/report", Map.of());
        String path = "/api/trades/" + begun.code() + "/evaluation/report";

        assertThat(agency().get(path).status()).isEqualTo(404);
        assertThat(agency().post(path, Map.of()).code()).isEqualTo("UNSIGNED");
        assertThat(agency().post(path, Map.of("unsignedReason", "拒绝签名且不说明理由")).status())
                .isEqualTo(200);
        assertThat(tenders.get(begun.code()).state()).isEqualTo(TradeState.EVALUATED);
    }

    @Test
    void lowPriceInquiryIsAnsweredByItsBidderOnly() {
        Begun begun = begun(room.lowest(), fourBids());
        Member member = begun.members().getFirst();
        String bid = begun.bids().getFirst().bid();
        Map<String, Object> question = Map.of("bid", bid, "kind", "LOW_PRICE", "text", "请说明报价构成", "minutes", 30);

        assertThat(member.post("/inquiries", Map.of("bid", bid, "kind", "LOW_PRICE", "text", "快", "minutes", 5))
                        .code())
                .isEqualTo("INVALID_MARK");
        String id = member.post("/inquiries", question).body().path("inquiry").asString();
        Desk bidder = Desk.of(port, "bidder1");
        String answer = "/api/inquiries/" + id + "/answer";

        assertThat(Desk.of(port, "bidder2").post(answer, Map.of("text", "冒答")).status())
                .isEqualTo(404);
        assertThat(bidder.get("/api/trades/" + begun.code() + "/inquiries")
                        .body()
                        .size())
                .isEqualTo(1);
        assertThat(bidder.post(answer, Map.of("text", "自有设备")).status()).isEqualTo(200);
        assertThat(bidder.post(answer, Map.of("text", "再答")).code()).isEqualTo("WRONG_EVALUATION_STATE");
        assertThat(member.get("/inquiries").body().get(0).path("answer").asString())
                .isEqualTo("自有设备");
    }

    @Test
    void aSheetOfFifteenHundredBidsIsSavedAtOnceAndScored() {
        var bids = new ArrayList<Opened>();
        for (int i = 0; i < 1528; i++) {
            bids.add(new Opened(
                    UUID.randomUUID().toString(),
                    UUID.randomUUID(),
                    "投标人" + i,
                    "9%02d.%02d".formatted(i % 97, i % 89)));
        }
        Begun begun = begun(room.comprehensive(), bids);
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));

        Desk.Answer drafted = begun.members().getFirst().post("/report", Map.of());

        assertThat(drafted.status()).isEqualTo(200);
        JsonNode report = begun.members().getFirst().get("/report").body().path("report");
        assertThat(report.path("scores").size()).isEqualTo(1528);
        assertThat(report.path("candidates").size()).isEqualTo(3);
    }
}
