package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many bids around one deadline: accepted exactly when received in time, and every accepted one is counted. */
@PlatformTest
class DeadlineRaceTest {

    private static final int BIDDERS = 24;

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

    private record Attempt(Answer answer, Instant sent, Instant answered) {}

    @Test
    void bidIsAcceptedExactlyWhenItArrivedInTime() throws Exception {
        Instant deadline = clock.instant().plus(Duration.ofMinutes(10));
        String trade = new Tendering(tenders, accounts).closingAt(deadline);
        List<Callable<Attempt>> attempts = new ArrayList<>();
        for (int i = 0; i < BIDDERS; i++) {
            BidderSide bidder = BidderSide.register(port);
            byte[] sealed = bidder.seal(trade, "1.00", 200_000);
            UUID document = bidder.party.upload("a.mjb", sealed);
            Duration offset = Duration.ofMillis(ThreadLocalRandom.current().nextInt(-400, 200));
            attempts.add(() -> {
                waitUntil(deadline.plus(offset));
                Instant sent = clock.instant();
                Answer answer = bidder.hand(trade, document, sealed);
                return new Attempt(answer, sent, clock.instant());
            });
        }
        Instant soon = deadline.minusMillis(1500);
        assertThat(clock.instant()).as("prepared before the deadline").isBefore(soon);
        sandbox.moveTo(soon);

        List<Attempt> done = run(attempts);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !Party.of(port, "agency")
                .get("/api/trades/" + trade + "/opening")
                .body()
                .path("stage")
                .asString()
                .matches("BIDDING|CLOSING"));

        int accepted = 0;
        for (Attempt attempt : done) {
            if (attempt.answer().status() == 201) {
                accepted++;
                assertThat(Instant.parse(
                                attempt.answer().body().path("receivedAt").asString()))
                        .isBeforeOrEqualTo(deadline);
                assertThat(attempt.sent()).isBeforeOrEqualTo(deadline);
            } else {
                assertThat(attempt.answer().code()).isEqualTo("BID_TOO_LATE");
                assertThat(attempt.answered()).isAfter(deadline);
            }
        }
        List<Fact> outcome = facts.ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals("bids.closed") || fact.kind().equals("tender.failed"))
                .toList();
        assertThat(outcome)
                .singleElement()
                .extracting(fact -> fact.body().path("count").asInt())
                .isEqualTo(accepted);
        assertThat(facts.ofStream("bids:" + trade).stream()
                        .filter(fact -> fact.kind().equals("bid.refused")))
                .hasSize(BIDDERS - accepted);
    }

    private static List<Attempt> run(List<Callable<Attempt>> attempts) throws Exception {
        List<Attempt> done = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<Attempt> attempt : threads.invokeAll(attempts)) {
                done.add(attempt.get());
            }
        }
        return done;
    }

    private void waitUntil(Instant moment) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofMinutes(2))
                .until(() -> !clock.instant().isBefore(moment));
    }
}
