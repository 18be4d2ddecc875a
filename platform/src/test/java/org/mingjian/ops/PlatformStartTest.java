package org.mingjian.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformTest
class PlatformStartTest {

    @LocalServerPort
    private int port;

    @Autowired
    private PlatformClock clock;

    @Test
    void clockMovesForwardInATestAndNeverBack() throws IOException, InterruptedException {
        Instant later = clock.instant().plus(Duration.ofMinutes(5));

        HttpResponse<String> moved = move(later);
        HttpResponse<String> back = move(later.minus(Duration.ofMinutes(4)));

        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(clock.instant()).isBetween(later, later.plus(Duration.ofMinutes(1)));
        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).contains("ops.clock.backward");
    }

    private HttpResponse<String> move(Instant at) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/sandbox/clock"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"at\":\"" + at + "\"}"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
