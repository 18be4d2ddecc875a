package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.mingjian.facts.Actor;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeMoved;
import org.mingjian.tender.TradeState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * 暂停期间解密时间不计: a trade that the supervisor suspends while its bids are decrypted stands still (条例 §61). When it goes
 * on, the window ends later by as long as it stood, and the opening's record says so. An opening that already stands
 * still for a fault of the platform gets its time when that is over.
 */
@Component
class StandingStill {

    private final Tenders tenders;
    private final OpeningStore openings;
    private final OpeningBoards boards;

    StandingStill(Tenders tenders, OpeningStore openings, OpeningBoards boards) {
        this.tenders = tenders;
        this.openings = openings;
        this.boards = boards;
    }

    @EventListener
    void moved(TradeMoved move) {
        boolean suspended = move.from() == TradeState.OPENING && move.to() == TradeState.SUSPENDED;
        boolean resumed = move.from() == TradeState.SUSPENDED && move.to() == TradeState.OPENING;
        if (suspended || resumed) {
            openings.lock(move.code())
                    .filter(opening -> opening.phase() == OpeningPhase.DECRYPTING)
                    .ifPresent(opening -> {
                        if (suspended) {
                            openings.pause(move.code(), move.at(), opening.windowEnd());
                        } else {
                            goOn(opening, move.at());
                        }
                    });
        }
    }

    @TransactionalEventListener
    void show(TradeMoved move) {
        boards.touch(move.code());
    }

    private void goOn(OpeningStore.Opening opening, Instant now) {
        Instant since = opening.pausedAt();
        if (since == null) {
            return;
        }
        Instant windowEnd =
                opening.windowEnd().plus(Duration.between(since, now)).truncatedTo(ChronoUnit.MILLIS);
        openings.pause(opening.trade(), null, windowEnd);
        var body = new OpeningFacts.Continued(since, windowEnd);
        tenders.record(opening.trade(), List.of(TradeAct.open(TradeFact.OPENING_CONTINUED, Actor.SYSTEM, body)))
                .orRefuse();
    }
}
