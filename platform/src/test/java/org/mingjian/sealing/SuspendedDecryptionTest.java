package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 责令暂停 while bids are decrypted: the time that the trade stood still does not run (条例 §61). */
@PlatformTest
class SuspendedDecryptionTest {

    private static final Duration STOOD = Duration.ofMinutes(25);

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

    @Test
    void timeOfASuspensionIsAddedToTheWindow() {
        Instant deadline = clock.instant().plus(Duration.ofMinutes(20));
        String trade = new Tendering(tenders, accounts).closingAt(deadline);
        List<BidderSide> bidders = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bidders.add(BidderSide.register(port));
            sealed.add(bidders.get(i).seal(trade, (100 + i) + ".00"));
            assertThat(bidders.get(i).submit(trade, sealed.get(i)).status()).isEqualTo(201);
        }
        sandbox.moveTo(deadline.plusMillis(1));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> stage(trade)
                .equals("DECRYPTING"));
        Instant end = windowEnd(trade);
        sandbox.moveTo(end.minus(Duration.ofMinutes(4)));

        halt(trade, "suspend", Map.of("basis", "招标投标法实施条例 §61", "reason", "投诉处理期间"));
        assertThat(bidders.getFirst().decrypt(trade, sealed.getFirst()).code()).isEqualTo("TRADE_SUSPENDED");
        sandbox.moveTo(clock.instant().plus(STOOD));
        halt(trade, "resume", Map.of("reason", "投诉已处理"));

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(windowEnd(trade))
                .isBetween(end.plus(STOOD), end.plus(STOOD).plusSeconds(60)));
        Fact goesOn = facts.ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals("opening.continued"))
                .findFirst()
                .orElseThrow();
        assertThat(goesOn.body().path("windowEnd").asString())
                .isEqualTo(windowEnd(trade).toString());
        sandbox.moveTo(end.plus(STOOD).minusSeconds(60));
        assertThat(bidders.getFirst().signIn().decrypt(trade, sealed.getFirst()).status())
                .isEqualTo(202);
        sandbox.moveTo(end.plus(STOOD).plusSeconds(60));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> stage(trade)
                .equals("DECRYPTED"));
    }

    private void halt(String trade, String what, Map<String, String> body) {
        var answer = Party.of(port, "supervisor").post("/api/trades/" + trade + "/" + what, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private JsonNode page(String trade) {
        return Party.of(port, "agency").get("/api/trades/" + trade + "/opening").body();
    }

    private String stage(String trade) {
        return page(trade).path("stage").asString();
    }

    private Instant windowEnd(String trade) {
        return Instant.parse(page(trade).at("/board/windowEnd").asString());
    }
}
