package org.mingjian.rules;

import java.time.Instant;

/**
 * Something that happened in a trade and starts, ends or stops a clock.
 *
 * @param kind a name of the trade's {@code events.yaml}, such as {@code documentsIssued}
 * @param ref what it is about when there can be many, such as an objection or a bidder; events of one clock pair by it;
 *     empty when there is only one
 */
public record TradeEvent(String kind, Instant at, String ref) {

    public static TradeEvent of(String kind, Instant at) {
        return new TradeEvent(kind, at, "");
    }
}
