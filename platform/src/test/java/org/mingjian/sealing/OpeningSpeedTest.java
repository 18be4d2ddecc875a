package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Everybody in the hall decrypts at once. In the tests a small hall that shows correctness; with
 * {@code -Dmingjian.hall=1528} the size of the real record, and the figure is printed.
 */
@PlatformTest
class OpeningSpeedTest {

    private static final int BIDDERS = Integer.getInteger("mingjian.hall", 30);

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

    private record Seat(BidderSide bidder, byte[] sealed, byte[] key) {}

    @Test
    void hallThatDecryptsAtOnceIsOpenedWithinAMinute() throws Exception {
        Instant deadline = clock.instant().plus(Duration.ofMinutes(60));
        String trade = new Tendering(tenders, accounts).closingAt(deadline);
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < BIDDERS; i++) {
            BidderSide bidder = BidderSide.register(port);
            byte[] sealed = bidder.seal(trade, (1000 + i) + ".00", 20_000);
            assertThat(bidder.submit(trade, sealed).status()).isEqualTo(201);
            seats.add(new Seat(bidder, sealed, bidder.contentKey(sealed)));
        }
        long closing = System.nanoTime();
        sandbox.moveTo(deadline.plusMillis(1));
        Party agency = Party.of(port, "agency");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> page(agency, trade).has("board"));
        long closedIn = (System.nanoTime() - closing) / 1_000_000;

        long start = System.nanoTime();
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService hall = Executors.newFixedThreadPool(64)) {
            for (Seat seat : seats) {
                answers.add(hall.submit(() ->
                        seat.bidder().decrypt(trade, seat.sealed(), seat.key()).status()));
            }
        }
        long commandedIn = (System.nanoTime() - start) / 1_000_000;
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> page(agency, trade).at("/board/counts/OPENED").asInt(0) == BIDDERS);
        long openedIn = (System.nanoTime() - start) / 1_000_000;

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(202);
        }
        assertThat(openedIn).isLessThan(60_000);
        System.out.printf(
                "opening: %d bids closed in %d ms; all commands in %d ms, all opened in %d ms%n",
                BIDDERS, closedIn, commandedIn, openedIn);
    }

    private static JsonNode page(Party party, String trade) {
        return party.get("/api/trades/" + trade + "/opening").body();
    }
}
