package org.mingjian.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.deposit.domain.Interest;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.Money;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.sealing.BidderSide;
import org.mingjian.sealing.Tendering;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** 保证金 through the public doors: each goes back on its own clock, and the bank's statement is compared. */
@PlatformTest
class DepositTest {

    @LocalServerPort
    int port;

    @Autowired
    PlatformClock clock;

    @Autowired
    SandboxClock sandbox;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    private String trade;
    private Party centre;
    private BidderSide bidder;
    private String number;

    @BeforeEach
    void aTenderWithOneDeposit() {
        trade = new Tendering(tenders, accounts).closingAt(clock.instant().plus(Duration.ofDays(10)));
        centre = Party.of(port, "centre");
        bidder = BidderSide.register(port);
        number = "K" + UUID.randomUUID();
        give(bidder, number);
    }

    private void give(BidderSide whose, String voucher) {
        Answer given = whose.party.post(
                "/api/trades/" + trade + "/deposits/mine",
                Map.of("form", "转账", "number", voucher, "amount", "400000.00"));
        assertThat(given.status()).as(given.body().toString()).isEqualTo(200);
    }

    private String mine(BidderSide whose) {
        return whose.party
                .get("/api/trades/" + trade + "/deposits/mine")
                .body()
                .get(0)
                .path("id")
                .asString();
    }

    private Answer giveBack(String deposit, String rate) {
        return centre.post("/api/trades/" + trade + "/deposits/" + deposit + "/return", Map.of("annualRate", rate));
    }

    private List<JsonNode> duties(String id) {
        return centre.get("/api/todo")
                .body()
                .valueStream()
                .filter(duty -> duty.path("id").asString().startsWith(id))
                .toList();
    }

    @Test
    void depositOfAWithdrawnBidIsDueInFiveDaysAndGoesBackAlone() {
        bidder.submit(trade, bidder.seal(trade, "1.00"));
        String deposit = mine(bidder);
        assertThat(giveBack(deposit, "0.0015").code()).isEqualTo("DEPOSIT_STILL_NEEDED");

        Instant withdrawn = clock.instant();
        assertThat(bidder.party
                        .post("/api/trades/" + trade + "/bids/mine/withdraw", Map.of())
                        .status())
                .isEqualTo(200);

        JsonNode duty = duties("deposit-withdrawn:" + deposit).getFirst();
        assertThat(duty.path("basis").asString()).isEqualTo("条例 §35");
        assertThat(Instant.parse(duty.path("dueAt").asString()))
                .isBetween(withdrawn.plus(Duration.ofDays(4)), withdrawn.plus(Duration.ofDays(10)));
        assertThat(duty.toString()).doesNotContain(bidder.name);
        sandbox.moveTo(clock.instant().plus(Duration.ofDays(3)));
        centre = Party.of(port, "centre");
        JsonNode returned = giveBack(deposit, "0.0015").body();
        assertThat(returned.path("interest").asString()).isEqualTo("5.00");
        assertThat(giveBack(deposit, "0.0015").code()).isEqualTo("DEPOSIT_RETURNED");
        assertThat(duties("deposit-withdrawn:" + deposit)).isEmpty();
    }

    @Test
    void handingInAgainKeepsTheDeposit() {
        bidder.submit(trade, bidder.seal(trade, "1.00"));
        bidder.party.post("/api/trades/" + trade + "/bids/mine/withdraw", Map.of());
        bidder.submit(trade, bidder.seal(trade, "2.00"));

        assertThat(duties("deposit-withdrawn:" + mine(bidder))).isEmpty();
        assertThat(giveBack(mine(bidder), "0").code()).isEqualTo("DEPOSIT_STILL_NEEDED");
    }

    @Test
    void anEndedTenderMakesTheReturnOfAllADuty() {
        Answer ended = Party.of(port, "tenderer").post("/api/trades/" + trade + "/terminate", Map.of("reason", "项目取消"));
        assertThat(ended.status()).as(ended.body().toString()).isEqualTo(200);
        assertThat(duties("deposits:" + trade)).hasSize(1);

        Answer returned = centre.post("/api/trades/" + trade + "/deposits/return", Map.of());

        assertThat(returned.body().path("returned").asInt()).isEqualTo(1);
        assertThat(duties("deposits:" + trade)).isEmpty();
    }

    @Test
    void statementConfirmsWhatAgreesAndListsEveryDifference() {
        BidderSide second = BidderSide.register(port);
        String other = "K" + UUID.randomUUID();
        give(second, other);
        String stranger = "K" + UUID.randomUUID();
        String csv = """
                日期,金额,付款账号,附言
                2026-03-16,400000.00,6222000000000001,%s
                2026-03-16,399999.00,6222000000000002,%s
                2026-03-17,400000.00,6222000000000003,"%s"
                2026-03-18,400000.00,6222000000000001,%s
                """.formatted(number, other, stranger, number);

        JsonNode first =
                centre.post("/api/deposits/statement", Map.of("csv", csv)).body();
        JsonNode again =
                centre.post("/api/deposits/statement", Map.of("csv", csv)).body();

        assertThat(first.path("confirmed").asInt()).isEqualTo(1);
        assertThat(first.path("differences").valueStream().map(line -> line.path("difference")
                        .asString()))
                .containsExactly("AMOUNT_DIFFERS", "NO_SUCH_DEPOSIT", "PAID_TWICE");
        assertThat(first.path("differences").get(0).path("amount"))
                .as("money is a decimal string")
                .isEqualTo(StringNode.valueOf("399999.00"));
        assertThat(again.path("known").asInt()).isEqualTo(4);
        assertThat(centre.get("/api/deposits/differences").body().toString()).contains(stranger);
        assertThat(bidder.party
                        .get("/api/trades/" + trade + "/deposits/mine")
                        .body()
                        .get(0)
                        .has("confirmedAt"))
                .isTrue();
    }

    /** Whose deposit it is is a secret before the opening: another county neither learns of it nor confirms it. */
    @Test
    void statementOfAnotherRegionConfirmsNothingHere() {
        String line = "日期,金额,付款账号,附言\n2026-03-16,400000.00,6222000000000009,%s\n".formatted(number);
        Party county = Party.of(port, "centre2");

        JsonNode foreign =
                county.post("/api/deposits/statement", Map.of("csv", line)).body();
        JsonNode own =
                centre.post("/api/deposits/statement", Map.of("csv", line)).body();

        assertThat(foreign.at("/differences/0/difference").asString()).isEqualTo("NO_SUCH_DEPOSIT");
        assertThat(own.path("confirmed").asInt()).isEqualTo(1);
        String other = "K" + UUID.randomUUID();
        centre.post("/api/deposits/statement", Map.of("csv", line.replace(number, other)));
        assertThat(county.get("/api/deposits/differences").body().toString()).doesNotContain(other);
        assertThat(centre.get("/api/deposits/differences").body().toString()).contains(other);
        bidder.submit(trade, bidder.seal(trade, "1.00"));
        bidder.party.post("/api/trades/" + trade + "/bids/mine/withdraw", Map.of());
        assertThat(duties("deposit-withdrawn:" + mine(bidder))).hasSize(1);
        assertThat(county.get("/api/todo").body().toString()).doesNotContain(trade);
    }

    @Test
    void anUnreadableStatementIsRefusedWithItsLine() {
        Answer answer = centre.post("/api/deposits/statement", Map.of("csv", "日期,金额,付款账号,附言\n16.3.2026,1,2,3"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains("第 2 行");
        assertThat(bidder.party
                        .post("/api/deposits/statement", Map.of("csv", "a\nb"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void interestIsByTheDayOnAYearOf360() {
        Money interest = Interest.of(
                Money.of("400000.00"), new BigDecimal("0.0015"), LocalDate.of(2026, 3, 2), LocalDate.of(2026, 5, 31));

        assertThat(interest).isEqualTo(Money.of("150.00"));
    }
}
