package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A certificate that ends is a thing to do long before it is a thing that fails. */
@PlatformTest
class CertificateDutiesTest {

    @LocalServerPort
    int port;

    @Autowired
    PlatformClock clock;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient sql;

    private BidderSide bidder;

    @BeforeEach
    void register() {
        bidder = BidderSide.register(port);
    }

    /** As if the certificate had been issued for that long. */
    private void endsIn(Duration left) {
        Instant end = clock.instant().plus(left);
        int changed = sql.sql("update identity.certificate set not_after = :end where account ="
                        + " (select a.id from identity.account a where a.login = :login)")
                .param("end", Timestamp.from(end))
                .param("login", bidder.creditCode)
                .update();
        assertThat(changed).isPositive();
    }

    private List<String> duties() {
        List<String> ids = new ArrayList<>();
        for (JsonNode duty : bidder.party.get("/api/todo").body()) {
            String id = duty.path("id").asString();
            if (id.startsWith("certificate")) {
                ids.add(id);
            }
        }
        return ids;
    }

    @Test
    void remindersComeAt90And30And15Days() {
        assertThat(duties()).as("a year left").isEmpty();
        endsIn(Duration.ofDays(91));
        assertThat(duties()).isEmpty();
        endsIn(Duration.ofDays(89));
        assertThat(duties()).containsExactly("certificate:90");
        endsIn(Duration.ofDays(30));
        assertThat(duties()).containsExactly("certificate:30");
        endsIn(Duration.ofDays(14));
        assertThat(duties()).containsExactly("certificate:15");
    }

    @Test
    void bidThatWillOpenAfterTheCertificateEndsIsANoticeOf72Hours() {
        String near = new Tendering(tenders, accounts).closingAt(clock.instant().plus(Duration.ofHours(71)));
        String far = new Tendering(tenders, accounts).closingAt(clock.instant().plus(Duration.ofHours(80)));
        assertThat(bidder.submit(near, bidder.seal(near, "1.00")).status()).isEqualTo(201);
        assertThat(bidder.submit(far, bidder.seal(far, "1.00")).status()).isEqualTo(201);

        assertThat(duties()).as("the certificate outlives the opening").isEmpty();
        endsIn(Duration.ofHours(72));

        assertThat(duties()).contains("certificate-deadline:" + near).doesNotContain("certificate-deadline:" + far);
    }
}
