package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mingjian.document.Party;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The live page as server-sent events. */
@PlatformTest
@Timeout(120)
class OpeningEventsTest {

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

    private String trade;
    private Instant deadline;
    private Party agency;
    private final List<BidderSide> bidders = new ArrayList<>();
    private final List<byte[]> sealed = new ArrayList<>();

    private record Event(String id, String name, JsonNode data) {}

    @BeforeEach
    void openTrade() {
        deadline = clock.instant().plus(Duration.ofMinutes(20));
        trade = new Tendering(tenders, accounts).closingAt(deadline);
        agency = Party.of(port, "agency");
        for (int i = 0; i < 3; i++) {
            BidderSide bidder = BidderSide.register(port);
            byte[] bid = bidder.seal(trade, "1.00");
            bidder.submit(trade, bid);
            bidders.add(bidder);
            sealed.add(bid);
        }
    }

    private void passDeadline() {
        sandbox.moveTo(deadline.plusMillis(1));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> page().has("board"));
    }

    private JsonNode page() {
        return agency.get("/api/trades/" + trade + "/opening").body();
    }

    private BufferedReader listen(String lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                agency.request("/api/trades/" + trade + "/opening/events").GET();
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        InputStream in = agency.client()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static Event next(BufferedReader stream) throws IOException {
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.isEmpty() && !name.isEmpty()) {
                return new Event(id, name, JsonMapper.shared().readTree(data.toString()));
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5));
            }
        }
        throw new AssertionError("the stream ended");
    }

    private static Event nextOf(BufferedReader stream, String name) throws IOException {
        Event event = next(stream);
        while (!event.name().equals(name)) {
            event = next(stream);
        }
        return event;
    }

    @Test
    void watcherIsToldWhenTheOpeningBegins() throws Exception {
        try (BufferedReader stream = listen("")) {
            assertThat(next(stream).name()).isEqualTo("heartbeat");
            passDeadline();
            assertThat(nextOf(stream, "reset").id()).isNotEmpty();
        }
    }

    @Test
    void onlyBidsThatChangedAreSent() throws Exception {
        passDeadline();
        try (BufferedReader stream = listen(page().path("revision").asString())) {
            bidders.get(1).decrypt(trade, sealed.get(1));

            Event event = nextOf(stream, "changed");
            while (!event.data().at("/bids/0/state").asString().equals("OPENED")) {
                event = nextOf(stream, "changed");
            }

            assertThat(event.data().path("bids").size()).isEqualTo(1);
            assertThat(event.data().at("/bids/0/bidder").asString()).isEqualTo(bidders.get(1).name);
            assertThat(event.data().at("/head/counts/OPENED").asInt()).isEqualTo(1);
            assertThat(event.data().at("/bids/0").has("price")).isFalse();
        }
    }

    @Test
    void watcherThatComesBackGetsWhatItMissed() throws Exception {
        passDeadline();
        String seen = page().path("revision").asString();
        bidders.get(0).decrypt(trade, sealed.get(0));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> page().at("/board/counts/OPENED").asInt(0) == 1);

        try (BufferedReader stream = listen(seen)) {
            Event event = nextOf(stream, "changed");
            while (!event.data().at("/bids/0/state").asString().equals("OPENED")) {
                event = nextOf(stream, "changed");
            }
            assertThat(event.data().at("/bids/0/bidder").asString()).isEqualTo(bidders.get(0).name);
        }
    }

    @Test
    void watcherFromBeforeARestartFetchesAnew() throws Exception {
        passDeadline();
        try (BufferedReader stream = listen("00000000-17")) {
            assertThat(next(stream).name()).isEqualTo("reset");
        }
    }
}
