package org.mingjian.tender;

import java.time.Instant;
import java.util.List;
import org.mingjian.testing.Desk;
import tools.jackson.databind.JsonNode;

/** A published trade and the people around it. */
record TradeRoom(String code, Instant start, Desk tenderer, Desk bidder, Desk other, Desk supervisor) {

    static TradeRoom open(int port, Instant start) {
        return new TradeRoom(
                SampleTender.published(port, start),
                start,
                Desk.of(port, "tenderer"),
                Desk.of(port, "bidder1"),
                Desk.of(port, "bidder2"),
                Desk.of(port, "supervisor"));
    }

    String at(String tail) {
        return "/api/trades/" + code + tail;
    }

    /** What somebody may do, by name. */
    JsonNode act(Desk desk, String act) {
        return desk.get(at(""))
                .body()
                .path("acts")
                .valueStream()
                .filter(one -> one.path("act").asString().equals(act))
                .findFirst()
                .orElseThrow();
    }

    /** The kinds of the facts that somebody sees. */
    List<String> kinds(Desk desk) {
        return desk.get(at("/timeline"))
                .body()
                .path("facts")
                .valueStream()
                .map(fact -> fact.path("kind").asString())
                .toList();
    }
}
