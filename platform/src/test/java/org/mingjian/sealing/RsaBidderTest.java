package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A bidder whose certificate is RSA, among two with SM2 (S12); for openers see {@link OpenerSide}. */
@PlatformTest
class RsaBidderTest {

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

    @Test
    void handsInRehearsesAndDecryptsAtTheOpening() {
        Instant deadline = clock.instant().plus(Duration.ofMinutes(20));
        String trade = new Tendering(tenders, accounts).closingAt(deadline);
        for (String price : new String[] {"101.00", "102.00"}) {
            BidderSide other = BidderSide.register(port);
            assertThat(other.submit(trade, other.seal(trade, price)).status()).isEqualTo(201);
        }
        BidderSide rsa = BidderSide.register(KeyKind.RSA, port);
        byte[] bid = rsa.seal(trade, "77.00");
        assertThat(rsa.submit(trade, bid).status()).isEqualTo(201);
        String mine = "/api/trades/" + trade + "/bids/mine";
        JsonNode own = rsa.party.get(mine).body();
        assertThat(own.at("/versions/0/recipients/0/scheme").asString()).isEqualTo("rsa-oaep-sha256-1");
        assertThat(rsa.contentKey(rsa.party.get(mine + "/sealed").http().body()))
                .hasSize(16);
        String sm3 = Sm3.hex(Sm3.digest(bid));
        String signature = rsa.sign("mingjian-rehearsal-1\n" + trade + "\n" + sm3 + "\nOPENED");
        var tried = Map.of("sm3", sm3, "outcome", "OPENED", "signature", signature);
        assertThat(rsa.party.post(mine + "/rehearsals", tried).status()).isEqualTo(201);

        sandbox.moveTo(deadline.plusMillis(1));
        Party agency = Party.of(port, "agency");
        awaiting(agency, trade, "/stage", "DECRYPTING");
        assertThat(rsa.decrypt(trade, bid).status()).isEqualTo(202);

        awaiting(agency, trade, "/board/bids/2/state", "OPENED");
        assertThat(agency.get("/api/trades/" + trade + "/opening")
                        .body()
                        .at("/board/bids/2/bidder")
                        .asString())
                .isEqualTo(rsa.name);
    }

    private static void awaiting(Party party, String trade, String where, String what) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> party.get("/api/trades/" + trade + "/opening")
                        .body()
                        .at(where)
                        .asString()
                        .equals(what));
    }
}
