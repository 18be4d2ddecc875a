package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;

/** A sandbox that starts with an empty database shows trades in several states. */
@PlatformTest
@ActiveProfiles("sandbox")
@DirtiesContext
class SampleTradesTest {

    @LocalServerPort
    int port;

    @Test
    void desksOfASandboxAreNotEmpty() {
        Desk centre = Desk.of(port, "centre");

        assertThat(total(centre, "/api/registrations?state=ACCEPTED")).isEqualTo(6);
        assertThat(total(centre, "/api/registrations?state=SUBMITTED")).isOne();
        assertThat(total(centre, "/api/registrations?state=RETURNED")).isOne();
        assertThat(total(centre, "/api/trades?state=REGISTERED")).isEqualTo(2);
        assertThat(total(centre, "/api/trades?state=BIDDING")).isEqualTo(3);
        assertThat(total(centre, "/api/trades?state=SUSPENDED")).isOne();
        assertThat(total(centre, "/api/plans")).isEqualTo(3);
        JsonNode todo = Desk.of(port, "agency").get("/api/todo").body();
        assertThat(todo.toString()).contains("发布招标公告", "答复对招标文件的异议", "答复投标人的疑问");
    }

    private static long total(Desk desk, String path) {
        return desk.get(path).body().path("total").asLong(-1);
    }
}
