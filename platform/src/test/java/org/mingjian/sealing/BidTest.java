package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.sealing.domain.BidDeadline;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Handing in, replacing and taking back, through HTTP. */
@PlatformTest
class BidTest {

    @LocalServerPort
    int port;

    @Autowired
    PlatformClock clock;

    @Autowired
    SandboxClock sandbox;

    @Autowired
    Facts facts;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    private String trade;
    private Instant deadline;
    private BidderSide bidder;

    @BeforeEach
    void openTrade() {
        deadline = clock.instant().plus(Duration.ofMinutes(30));
        trade = new Tendering(tenders, accounts).closingAt(deadline);
        bidder = BidderSide.register(port);
    }

    @Test
    void acceptedBidIsAnsweredWithAReceiptThatProvesIt() {
        byte[] sealed = bidder.seal(trade, "18334233.00");

        Answer answer = bidder.submit(trade, sealed);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().path("position").asLong()).isPositive();
        assertThat(answer.body().at("/receipt/type").asString()).isEqualTo("receipt");
        assertThat(answer.body().at("/receipt/content/body/sm3").asString()).isEqualTo(Sm3.hex(Sm3.digest(sealed)));
        assertThat(answer.body().at("/receipt/proof/leaf").asString()).isNotEmpty();
        Answer again = bidder.party.get("/api/trades/" + trade + "/bids/mine/receipts/1");
        assertThat(again.body().path("position").asLong())
                .isEqualTo(answer.body().path("position").asLong());
    }

    @Test
    void factsOfBidsAreSealedAndLeaveNoGapInTheTradesOwnStream() {
        bidder.submit(trade, bidder.seal(trade, "1.00"));

        assertThat(facts.ofStream("bids:" + trade))
                .extracting(Fact::kind, Fact::secrecy)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("bid.received", Secrecy.SEALED));
        assertThat(facts.ofStream("trade:" + trade)).extracting(Fact::kind).doesNotContain("bid.received");
    }

    @Test
    void lateBidIsRefusedAndRecorded() {
        byte[] sealed = bidder.seal(trade, "1.00");
        UUID document = bidder.party.upload("a.mjb", sealed);
        sandbox.moveTo(deadline.plusMillis(1));

        Answer answer = bidder.hand(trade, document, sealed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("BID_TOO_LATE");
        assertThat(answer.body().path("basis").asString()).contains("§36");
        assertThat(facts.ofStream("bids:" + trade))
                .singleElement()
                .satisfies(fact -> assertThat(fact.kind()).isEqualTo("bid.refused"))
                .satisfies(fact -> assertThat(fact.secrecy()).isEqualTo(Secrecy.SEALED));
    }

    @Test
    void oneMillisecondDecides() {
        Instant noon = Instant.parse("2026-03-16T01:30:00Z");

        assertThat(BidDeadline.judge(noon, noon)).isEmpty();
        assertThat(BidDeadline.judge(noon.minusMillis(1), noon)).isEmpty();
        assertThat(BidDeadline.judge(noon.plusMillis(1), noon)).isPresent();
        assertThat(BidDeadline.judge(noon.plusNanos(1), noon)).isPresent();
    }

    @Test
    void replacedBidKeepsTheOldVersionAndItsReceipt() {
        bidder.submit(trade, bidder.seal(trade, "1.00"));

        Answer second = bidder.submit(trade, bidder.seal(trade, "2.00"));

        assertThat(second.body().path("version").asInt()).isEqualTo(2);
        assertThat(second.body().at("/receipt/content/kind").asString()).isEqualTo("bid.replaced");
        Answer mine = bidder.party.get("/api/trades/" + trade + "/bids/mine");
        assertThat(mine.body().path("versions").size()).isEqualTo(2);
        assertThat(mine.body().at("/versions/0/current").asBoolean()).isFalse();
        assertThat(mine.body().at("/versions/1/current").asBoolean()).isTrue();
        assertThat(bidder.party
                        .get("/api/trades/" + trade + "/bids/mine/receipts/1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takenBackBidMayBeHandedInAnew() {
        bidder.submit(trade, bidder.seal(trade, "1.00"));

        Answer back = bidder.party.post("/api/trades/" + trade + "/bids/mine/withdraw", Map.of());
        Answer twice = bidder.party.post("/api/trades/" + trade + "/bids/mine/withdraw", Map.of());
        Answer anew = bidder.submit(trade, bidder.seal(trade, "3.00"));

        assertThat(back.status()).as(back.body().toString()).isEqualTo(200);
        assertThat(back.body().at("/receipt/content/kind").asString()).isEqualTo("bid.withdrawn");
        assertThat(twice.status()).isEqualTo(404);
        assertThat(anew.status()).isEqualTo(201);
        assertThat(anew.body().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void sameEnvelopeTwiceIsRefused() {
        byte[] sealed = bidder.seal(trade, "1.00");
        bidder.submit(trade, sealed);

        Answer again = bidder.submit(trade, sealed);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.code()).isEqualTo("SAME_ENVELOPE");
    }

    @Test
    void envelopeOfAnotherTenderIsRefusedByName() {
        String other = new Tendering(tenders, accounts).closingAt(deadline);

        Answer answer = bidder.submit(trade, bidder.seal(other, "1.00"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("OTHER_TENDER");
    }

    @Test
    void envelopeOfAnotherBidderIsRefused() {
        byte[] sealed = BidderSide.register(port).seal(trade, "1.00");

        assertThat(bidder.submit(trade, sealed).code()).isEqualTo("OTHER_BIDDER");
    }

    @Test
    void flippedByteIsRefused() {
        byte[] sealed = bidder.seal(trade, "1.00");
        sealed[sealed.length / 2] ^= 1;

        Answer answer = bidder.submit(trade, sealed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("DIGEST");
    }

    @Test
    void bytesOtherThanTheBiddersAreRefused() {
        byte[] sealed = bidder.seal(trade, "1.00");
        UUID document = bidder.party.upload("a.mjb", sealed);

        Answer answer = bidder.hand(trade, document, new byte[10]);

        assertThat(answer.code()).isEqualTo("DIGEST_MISMATCH");
    }

    @Test
    void documentOfSomebodyElseCannotBeHandedIn() {
        byte[] sealed = bidder.seal(trade, "1.00");
        UUID document = bidder.party.upload("a.mjb", sealed);

        assertThat(BidderSide.register(port).hand(trade, document, sealed).status())
                .isEqualTo(404);
    }

    @Test
    void nobodySeesBidsBeforeTheDeadline() {
        bidder.submit(trade, bidder.seal(trade, "1.00"));

        for (String login : new String[] {"tenderer", "agency", "centre", "supervisor", "witness"}) {
            Answer answer = Party.of(port, login).get("/api/trades/" + trade + "/bids/mine");
            assertThat(answer.status()).as(login).isEqualTo(403);
        }
        Answer other = BidderSide.register(port).party.get("/api/trades/" + trade + "/bids/mine");
        assertThat(other.status()).isEqualTo(404);
    }
}
