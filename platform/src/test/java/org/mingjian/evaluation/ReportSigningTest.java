package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.PanelRoom.cell;
import static org.mingjian.evaluation.PanelRoom.handIn;
import static org.mingjian.evaluation.PanelRoom.sheet;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.PanelRoom.Begun;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Signatures on a report, reports without them, and inquiries, through HTTP. */
@PlatformTest
@Import(PanelRoom.class)
class ReportSigningTest {

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    @Autowired
    Tenders tenders;

    private Desk agency() {
        return Desk.of(port, "agency");
    }

    @Test
    void takingASheetBackVoidsReportAndSignatures() {
        Begun begun = room.begun(port, room.comprehensive(), room.fourBids());
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
        Begun begun = room.begun(port, room.comprehensive(), room.fourBids());
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
        Begun begun = room.begun(port, room.lowest(), room.fourBids());
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
        Begun begun = room.begun(port, room.lowest(), room.fourBids());
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
}
