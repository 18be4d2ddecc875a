package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.Refusal;
import org.mingjian.sealing.BidStanding;
import org.mingjian.tender.TradeFact;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Facts that are secret until the opening, in a stream of their own, {@code bids:<trade>}: in the trade's stream the
 * numbering of its public facts would tell how many bids came in between (招标投标法 §22).
 */
@Component
class BidFacts {

    /** Content of a receipt. */
    record Received(
            String trade,
            UUID bid,
            int version,
            String bidder,
            String creditCode,
            String file,
            long size,
            String sm3,
            Instant receivedAt,
            @Nullable Integer replaces) {}

    /** Content of a withdrawal. */
    record TakenBack(String trade, UUID bid, int version, String sm3, Instant receivedAt) {}

    /**
     * Content of a rehearsal.
     *
     * @param intact what the platform found in its own store, where the bidder found the bytes damaged
     */
    record Rehearsed(
            String trade,
            UUID bid,
            int version,
            String sm3,
            String outcome,
            String words,
            @Nullable Boolean intact,
            String signature,
            Instant at) {}

    /** Content of a rejection. */
    record Refused(
            String trade,
            String code,
            String basis,
            String detail,
            @Nullable String sm3,
            Instant receivedAt) {}

    private final Facts facts;
    private final ApplicationEventPublisher events;

    BidFacts(Facts facts, ApplicationEventPublisher events) {
        this.facts = facts;
        this.events = events;
    }

    private void publish(Actor actor, String trade, UUID bid, boolean stands, Instant at) {
        String organisation = actor.organisation();
        if (organisation != null) {
            events.publishEvent(new BidStanding(trade, bid, UUID.fromString(organisation), stands, at));
        }
    }

    Recorded received(Actor actor, Received body, FileRef file) {
        TradeFact kind = body.replaces() == null ? TradeFact.BID_RECEIVED : TradeFact.BID_REPLACED;
        publish(actor, body.trade(), body.bid(), true, body.receivedAt());
        return facts.record(
                new NewFact(stream(body.trade()), kind.kind(), actor, body, java.util.List.of(file), Secrecy.SEALED));
    }

    Recorded takenBack(Actor actor, TakenBack body) {
        publish(actor, body.trade(), body.bid(), false, body.receivedAt());
        return facts.record(
                NewFact.secret(stream(body.trade()), TradeFact.BID_WITHDRAWN.kind(), actor, body, Secrecy.SEALED));
    }

    Recorded rehearsed(Actor actor, Rehearsed body) {
        return facts.record(
                NewFact.secret(stream(body.trade()), TradeFact.BID_REHEARSED.kind(), actor, body, Secrecy.SEALED));
    }

    Recorded refused(Actor actor, String trade, Refusal refusal, @Nullable String sm3, Instant receivedAt) {
        Refused body = new Refused(trade, refusal.code(), refusal.basis(), refusal.detail(), sm3, receivedAt);
        return facts.record(NewFact.secret(stream(trade), TradeFact.BID_REFUSED.kind(), actor, body, Secrecy.SEALED));
    }

    static String stream(String trade) {
        return "bids:" + trade;
    }
}
