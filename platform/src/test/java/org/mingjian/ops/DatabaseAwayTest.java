package org.mingjian.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** A platform whose PostgreSQL is gone says so and when to come again; when it is back, so is the platform. */
@PlatformTest
class DatabaseAwayTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Environment settings;

    @Autowired
    private HikariDataSource pool;

    @BeforeEach
    void beImpatient() {
        pool.getHikariConfigMXBean().setConnectionTimeout(500);
    }

    @AfterEach
    void waitAsUsual() {
        pool.getHikariConfigMXBean().setConnectionTimeout(10_000);
    }

    @Test
    void everyDoorAnswers503AndOpensAgainByItself() {
        Party centre = Party.of(port, "centre");
        Party stranger = Party.stranger(port);
        String key = UUID.randomUUID().toString();

        TestDatabase.withoutDatabase(settings.getRequiredProperty("mingjian.db.url"), () -> {
            isAway(centre.get("/api/todo"));
            isAway(centre.get("/api/trades"));
            isAway(register(centre, key));
            isAway(stranger.post("/api/login", Map.of("login", "centre", "password", "mingjian2026")));
            isAway(stranger.get("/trades?q=" + UUID.randomUUID()));
            isAway(stranger.get("/trades.json?q=" + UUID.randomUUID()));
        });

        Awaitility.await("the platform").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        centre.get("/api/todo").status())
                .isEqualTo(200));
        assertThat(register(centre, key).status()).isNotIn(409, 500, 503);
    }

    private static Answer register(Party centre, String key) {
        String nothing = JsonMapper.shared().writeValueAsString(Map.of("name", ""));
        HttpRequest request = centre.request("/api/plans")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(nothing))
                .build();
        return centre.send(request);
    }

    private static void isAway(Answer answer) {
        String what = answer.http().request() + " " + answer.body();
        assertThat(answer.status()).as(what).isEqualTo(503);
        assertThat(answer.http().headers().firstValue("Retry-After")).as(what).hasValue("5");
        if (Party.header(answer, "Content-Type").contains("json")) {
            assertThat(answer.code()).as(what).isEqualTo("DATABASE_AWAY");
        }
    }
}
