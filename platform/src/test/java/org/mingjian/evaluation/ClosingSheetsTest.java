package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.PanelRoom.cell;
import static org.mingjian.evaluation.PanelRoom.handIn;
import static org.mingjian.evaluation.PanelRoom.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.PanelRoom.Begun;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Sheets of rejected bids, corrected prices and the files of bids, through HTTP. */
@PlatformTest
@Import(PanelRoom.class)
class ClosingSheetsTest {

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    private Begun begun() {
        return room.begun(port, room.comprehensive(), room.fourBids());
    }

    /** A whole sheet, but of one bid nothing beside the check that failed. */
    private static List<Map<String, Object>> rejecting(Begun begun, String bid) {
        var cells = new ArrayList<>(sheet(begun.bids(), "26"));
        cells.removeIf(cell -> bid.equals(cell.get("bid")));
        cells.add(Map.of("bid", bid, "criterion", "licence", "value", "FAIL", "code", "R3", "reason", "资质证书等级不符"));
        return cells;
    }

    @Test
    void aRejectedBidNeedsNoMoreCellsAndTheReportIsDrafted() {
        Begun begun = begun();
        String weak = begun.bids().get(1).bid();
        begun.members().forEach(member -> handIn(member, rejecting(begun, weak)));
        Member chair = begun.members().getFirst();

        assertThat(chair.get("/comparison").body().path("missing").isEmpty()).isTrue();
        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
        JsonNode report = chair.get("/report").body().path("report");
        assertThat(report.path("rejected").valueStream().map(one -> one.path("bid")
                        .asString()))
                .contains(weak);
        assertThat(report.path("scores").valueStream().map(one -> one.path("bid")
                        .asString()))
                .doesNotContain(weak);
    }

    @Test
    void aMinorityThatRejectsMustJudgeTheRestBeforeTheReport() {
        Begun begun = begun();
        String doubted = begun.bids().getFirst().bid();
        for (Member member : begun.members()) {
            handIn(member, member.number() <= 2 ? rejecting(begun, doubted) : sheet(begun.bids(), "26"));
        }
        Member chair = begun.members().getLast();

        assertThat(chair.get("/comparison").body().path("missing").valueStream().map(one -> one.path("seat")
                        .asInt()))
                .containsExactlyInAnyOrder(1, 2);
        assertThat(chair.post("/report", Map.of()).code()).isEqualTo("SHEETS_INCOMPLETE");
        begun.members().stream().filter(member -> member.number() <= 2).forEach(member -> {
            member.post("/sheet/return", Map.of());
            handIn(member, List.of(cell(doubted, "record", "10"), cell(doubted, "plan", "20")));
        });
        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void anEmptyCellOfABidThatWasNotRejectedStopsTheSheet() {
        Begun begun = begun();
        Member member = begun.members().getFirst();
        List<Map<String, Object>> cells = sheet(begun.bids(), "26");

        member.put("/sheet", Map.of("judgements", cells.subList(1, cells.size())));

        assertThat(member.post("/sheet/submission", Map.of()).code()).isEqualTo("WRONG_EVALUATION_STATE");
    }

    @Test
    void aCorrectedPriceIsEvaluatedOnlyWhenItsBidderAccepts() {
        Begun begun = begun();
        Member chair = begun.members().getFirst();
        String bid = begun.bids().getFirst().bid();
        String path = "/bids/" + bid + "/correction";
        // 大写 905.00, 小写 900.00; 12.5 × 72.4 = 905
        Map<String, Object> wanted = Map.of(
                "words", "905.00", "lines", List.of(Map.of("unitPrice", "12.5", "quantity", "72.4")), "minutes", 60);

        JsonNode preview = chair.post(path + "/preview", wanted).body();
        assertThat(preview.path("corrected").asString()).isEqualTo("905.00");
        assertThat(chair.post(path, Map.of("minutes", 60)).code()).isEqualTo("NOTHING_TO_CORRECT");
        String inquiry = chair.post(path, wanted).body().path("inquiry").asString();
        assertThat(chair.post(path, wanted).code()).isEqualTo("WRONG_EVALUATION_STATE");
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));
        assertThat(chair.post("/report", Map.of()).code()).isEqualTo("CORRECTION_OPEN");

        Desk bidder = Desk.of(port, "bidder1");
        assertThat(titles(bidder)).contains("答复评标委员会：算术修正确认");
        String confirm = "/api/inquiries/" + inquiry + "/confirmation";
        assertThat(bidder.post("/api/inquiries/" + inquiry + "/answer", Map.of("text", "随便"))
                        .code())
                .isEqualTo("INVALID_MARK");
        assertThat(Desk.of(port, "bidder2")
                        .post(confirm, Map.of("accepts", true))
                        .status())
                .isEqualTo(404);
        assertThat(bidder.post(confirm, Map.of("accepts", true)).status()).isEqualTo(200);
        assertThat(titles(bidder)).doesNotContain("答复评标委员会：算术修正确认");

        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
        JsonNode report = chair.get("/report").body().path("report");
        JsonNode scored = report.path("scores")
                .valueStream()
                .filter(one -> one.path("bid").asString().equals(bid))
                .findFirst()
                .orElseThrow();
        assertThat(scored.path("price").asString()).isEqualTo("905.00");
        assertThat(report.path("inquiries").get(0).path("answer").asString()).isEqualTo("接受修正");
    }

    @Test
    void aCorrectionThatIsNotAcceptedLeadsToARejection() {
        Begun begun = begun();
        Member chair = begun.members().getFirst();
        String bid = begun.bids().getFirst().bid();
        String inquiry = chair.post("/bids/" + bid + "/correction", Map.of("words", "910.00", "minutes", 60))
                .body()
                .path("inquiry")
                .asString();
        Desk.of(port, "bidder1").post("/api/inquiries/" + inquiry + "/confirmation", Map.of("accepts", false));
        begun.members().forEach(member -> handIn(member, sheet(begun.bids(), "26")));

        assertThat(chair.post("/report", Map.of()).code()).isEqualTo("CORRECTION_NOT_ACCEPTED");
        begun.members().forEach(member -> {
            member.post("/sheet/return", Map.of());
            handIn(member, rejecting(begun, bid));
        });
        assertThat(chair.post("/report", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void filesOfABidAreForTheMembersOfItsPanelOnly() {
        Begun begun = begun();
        String bid = begun.bids().getFirst().bid();
        String seat = begun.members().getFirst().seat();
        String files = "/api/seats/" + seat + "/bids/" + bid + "/files";

        assertThat(Desk.of(port, "agency").get(files).status()).isEqualTo(403);
        assertThat(begun.members().get(1).desk().get(files).status()).isEqualTo(404);
        assertThat(begun.members()
                        .getFirst()
                        .get("/bids/" + begun().bids().getFirst().bid() + "/files")
                        .code())
                .isEqualTo("FILE_NOT_FOUND");
    }

    private static List<String> titles(Desk desk) {
        return desk.get("/api/todo")
                .body()
                .valueStream()
                .map(duty -> duty.path("title").asString())
                .toList();
    }
}
