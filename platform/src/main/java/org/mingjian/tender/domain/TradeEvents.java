package org.mingjian.tender.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.rules.TradeEvent;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeFact;

/** The facts of a trade as the events that its legal clocks know. */
public final class TradeEvents {

    /** Facts that are an event at the moment they happen; the text is the field that pairs them, if any. */
    private static final Map<TradeFact, Event> PLAIN = Map.ofEntries(
            Map.entry(TradeFact.NOTICE_PUBLISHED, new Event("noticePublished", "")),
            Map.entry(TradeFact.OBJECTION_RAISED, new Event("objectionReceived", "objection")),
            Map.entry(TradeFact.OBJECTION_ANSWERED, new Event("objectionAnswered", "objection")),
            Map.entry(TradeFact.RESULT_OBJECTION_RAISED, new Event("objectionReceived", "id")),
            Map.entry(TradeFact.RESULT_OBJECTION_ANSWERED, new Event("objectionAnswered", "id")),
            Map.entry(TradeFact.BID_WITHDRAWN, new Event("bidWithdrawn", "bid")),
            Map.entry(TradeFact.BIDS_CLOSED, new Event("opened", "")),
            Map.entry(TradeFact.OPENING_OBJECTION_RAISED, new Event("openingObjectionReceived", "objection")),
            Map.entry(TradeFact.OPENING_OBJECTION_ANSWERED, new Event("openingObjectionAnswered", "objection")),
            Map.entry(TradeFact.OPENING_RECORDED, new Event("openingClosed", "")),
            Map.entry(TradeFact.EVALUATION_REPORTED, new Event("reportReceived", "")),
            Map.entry(TradeFact.PUBLICITY_STARTED, new Event("publicityStarted", "")),
            Map.entry(TradeFact.WINNER_SELECTED, new Event("winnerDetermined", "")),
            Map.entry(TradeFact.AWARD_ISSUED, new Event("awardIssued", "")),
            Map.entry(TradeFact.CONTRACT_SIGNED, new Event("contractSigned", "")),
            Map.entry(TradeFact.DEPOSIT_RETURNED, new Event("depositReturned", "bid")),
            Map.entry(TradeFact.REPORT_FILED, new Event("reportFiled", "")),
            Map.entry(TradeFact.TRADE_TERMINATED, new Event("terminated", "")));

    private record Event(String kind, String pairedBy) {}

    private TradeEvents() {}

    /** @param facts those that the reader may see, in order */
    public static List<TradeEvent> of(@Nullable Terms terms, List<Fact> facts) {
        List<TradeEvent> events = new ArrayList<>();
        if (terms != null) {
            events.add(TradeEvent.of("documentsIssued", terms.documentsFrom()));
            events.add(TradeEvent.of("documentsSaleEnded", terms.documentsTo()));
            events.add(TradeEvent.of("bidDeadline", terms.bidDeadline()));
            Instant validity = terms.bidDeadline().plus(Duration.ofDays(terms.validityDays()));
            events.add(TradeEvent.of("bidValidityEnds", validity));
        }
        facts.forEach(fact -> TradeFact.ofKind(fact.kind()).ifPresent(kind -> add(kind, fact, events)));
        return List.copyOf(events);
    }

    private static void add(TradeFact kind, Fact fact, List<TradeEvent> events) {
        Event plain = PLAIN.get(kind);
        if (plain != null) {
            String ref = plain.pairedBy().isEmpty() ? "" : fact.text(plain.pairedBy());
            events.add(new TradeEvent(plain.kind(), fact.at(), ref));
        }
        if (kind == TradeFact.CLARIFICATION_ISSUED
                && fact.body().path("affectsPreparation").asBoolean(false)) {
            events.add(TradeEvent.of("clarificationIssued", fact.at()));
        }
        if (kind == TradeFact.PUBLICITY_STARTED) {
            until(fact).ifPresent(end -> events.add(TradeEvent.of("publicityEnded", end)));
        }
    }

    private static Optional<Instant> until(Fact fact) {
        String end = fact.text("endsAt");
        return end.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(end));
    }
}
