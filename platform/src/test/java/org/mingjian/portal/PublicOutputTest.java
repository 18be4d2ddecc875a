package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The guard stands before the public pages themselves, HTML and JSON. */
@PlatformTest
class PublicOutputTest {

    @LocalServerPort
    int port;

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void identityNumberThatSlippedIntoATitleIsMaskedAndReported() {
        String code = "A01-G" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);
        new SampleTrades(facts, transaction).registered(code, "项目经理身份证 11010519491231002X 改造", "一标段");
        Desk visitor = Desk.stranger(port);

        String html = page(visitor, "/trades/" + code);
        String json = page(visitor, "/trades/" + code + ".json");

        assertThat(html).contains("110105**********2X").doesNotContain("11010519491231002X");
        assertThat(json).contains("110105**********2X").doesNotContain("11010519491231002X");
        assertThat(Desk.of(port, "secadmin")
                        .get("/api/protection/alarms")
                        .body()
                        .toString())
                .contains("/trades/" + code)
                .contains("身份证件号码");
    }

    /** The reader follows within moments; asks until the page is there. */
    private static String page(Desk visitor, String address) {
        var answer = Awaitility.await(address)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> visitor.get(address).raw(), one -> one.statusCode() == 200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
