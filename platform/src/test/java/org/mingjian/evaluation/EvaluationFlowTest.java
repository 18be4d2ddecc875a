package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjian.evaluation.PanelRoom.cell;
import static org.mingjian.evaluation.PanelRoom.handIn;
import static org.mingjian.evaluation.PanelRoom.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.Draws;
import org.mingjian.evaluation.PanelRoom.Begun;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.evaluation.PanelRoom.Opened;
import org.mingjian.evaluation.scoring.Scores;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeState;
import org.mingjian.testing.Desk;
import org.mingjian.testing.DrawParties;
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
    Draws draws;

    private Begun begun(Terms terms, List<Opened> bids) {
        return room.begun(port, terms, bids);
    }

    private Desk agency() {
        return Desk.of(port, "agency");
    }

    @Test
    void wholeEvaluationEndsInASignedReportThatAnybodyCanRecompute() {
        Begun begun = begun(room.comprehensive(), room.fourBids());
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
    void whatTheDocumentsLeaveOpenIsDrawnAtTheOpeningAndScoredWith() {
        Begun begun = begun(room.withADraw(), room.fourBids());
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));
        Member chair = begun.members().getFirst();

        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
        JsonNode report = chair.get("/report").body().path("report");

        String k =
                draws.taken(begun.code(), DrawPurpose.COEFFICIENTS).getFirst().id();
        assertThat("k=" + report.path("drawn").path("k").asString()).isEqualTo(k);
        assertThat(report.path("sheet")
                        .path("price")
                        .path("parameters")
                        .path("k")
                        .asString())
                .isEqualTo(report.path("drawn").path("k").asString())
                .isIn("0.95", "0.96", "0.97", "0.98");
        // A = 1000 × 0.95, range (C, 0.95 A) = (900, 902.5): none, so Bx is the first drawn among those above C
        List<String> candidates =
                begun.bids().subList(1, 3).stream().map(Opened::bid).toList();
        String bx = draws.order(begun.code(), DrawPurpose.COEFFICIENTS, "bids").stream()
                .filter(candidates::contains)
                .findFirst()
                .orElseThrow();
        assertThat(report.path("drawn").path("bx").asString()).isEqualTo(bx);
        assertThat(report.path("drawnFrom").asString()).isEqualTo(begun.code() + "/coefficients/1");
        assertRecomputes(report);
        assertThat(Desk.stranger(port)
                        .get("/draws/" + begun.code() + "/coefficients/1.json")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void openingIsNotRecordedWhileACoefficientIsUndrawn() {
        String code = room.published(room.withADraw());
        assertThat(agency().post("/api/trades/" + code + "/coefficients", Map.of())
                        .code())
                .isEqualTo("NOT_READ_YET");
        room.read(code, room.fourBids());

        assertThatThrownBy(() -> room.recorded(code)).hasMessageContaining("COEFFICIENTS_NOT_DRAWN");
        assertThat(agency().post("/api/trades/" + code + "/coefficients", Map.of())
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> room.recorded(code)).hasMessageContaining("COEFFICIENTS_NOT_DRAWN");
        DrawParties.draw(port, code, "coefficients");
        room.recorded(code);
        assertThat(tenders.get(code).state()).isEqualTo(TradeState.OPENED);
    }

    @Test
    void panelSeesABidderAsItsFirstMemberSawHim() {
        Begun begun = begun(room.comprehensive(), room.fourBids());
        Desk bidder = Desk.of(port, "bidder1");
        String path = "/subjects/" + begun.bids().getFirst().bid();
        licence(bidder, "许可甲一");

        Member first = begun.members().getFirst();
        String seen = first.get(path).body().toString();
        licence(bidder, "许可乙二");
        String later = begun.members().get(1).get(path).body().toString();

        assertThat(seen).contains("许可甲一");
        assertThat(later).isEqualTo(seen);
        assertThat(bidder.get("/api/seats/" + first.seat() + path).status()).isEqualTo(403);
    }

    private static void licence(Desk bidder, String number) {
        Map<String, Object> entry =
                Map.of("form", "licence", "values", Map.of("licenceName", "安全生产许可证", "licenceNumber", number));
        assertThat(bidder.post("/api/party/entries", entry).status()).isEqualTo(200);
    }

    @Test
    void theNextDutyIsOnTheMembersDesk() {
        Begun begun = begun(room.comprehensive(), room.fourBids());
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
        Begun begun = begun(room.comprehensive(), room.fourBids());
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
        Begun begun = begun(room.lowest(), room.fourBids());
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
        Begun begun = begun(room.lowest(), List.of(room.fourBids().getLast()));
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
        Begun begun = begun(room.comprehensive(), room.fourBids());
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
        Begun begun = begun(room.comprehensive(), room.fourBids());
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
