package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Tenders;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CR-01: a bidder who is shut out is refused at the moment of the act, and free with the commit of the repair. */
@PlatformTest
class DebarredBidTest {

    @LocalServerPort
    int port;

    @Autowired
    PlatformClock clock;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    private String debar(String creditCode) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        Map<String, Object> request = new HashMap<>(Map.of(
                "creditCode", creditCode,
                "subject", "BIDDER",
                "category", "COLLUSION",
                "decision", "明建罚〔2026〕99号",
                "authority", "明州市住房和城乡建设局",
                "decidedOn", today.minusDays(9).toString(),
                "basis", "招标投标法 §53",
                "matter", "串通投标",
                "endsOn", today.plusYears(3).toString()));
        request.putAll(Map.of(
                "barFrom", today.toString(),
                "barTo", today.plusYears(1).toString(),
                "repairFrom", today.toString()));
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

    @Test
    void bidOfAShutOutBidderIsRefusedWithTheDecisionAndAcceptedAfterTheRepair() {
        String trade =
                new Tendering(tenders, accounts).closingAt(clock.instant().plus(Duration.ofMinutes(30)));
        BidderSide bidder = BidderSide.register(port);
        String id = debar(bidder.creditCode);

        var refused = bidder.submit(trade, bidder.seal(trade, "1.00"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("DEBARRED");
        assertThat(refused.body().path("basis").asString()).isEqualTo("招标投标法 §53");
        assertThat(refused.body().path("detail").asString()).contains("明建罚〔2026〕99号");

        bidder.party.post("/api/credit/records/" + id + "/repair", Map.of("plea", "已整改"));
        Desk.of(port, "supervisor")
                .post("/api/credit/records/" + id + "/repair-answer", Map.of("granted", true, "answer", "整改属实"));

        assertThat(bidder.submit(trade, bidder.seal(trade, "2.00")).status()).isEqualTo(201);
    }
}
