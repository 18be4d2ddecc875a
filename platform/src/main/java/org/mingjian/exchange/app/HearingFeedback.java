package org.mingjian.exchange.app;

import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.InboundStore;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the upper node said: kept once, in order, and told on to the lower node a record came from. */
@Service
class HearingFeedback {

    private final OutboundStore outbound;
    private final InboundStore inbound;
    private final java.time.InstantSource clock;

    HearingFeedback(Ledgers ledgers, java.time.InstantSource clock) {
        this.outbound = ledgers.outbound();
        this.inbound = ledgers.inbound();
        this.clock = clock;
    }

    long cursor(Lane lane) {
        return outbound.cursor(lane);
    }

    /**
     * Receipts of a batch.
     *
     * @return whether anything is left to repair: the upper node waits for a number that was sent long ago
     */
    @Transactional
    public boolean receipts(Lane lane, List<Wire.Sent> batch, Wire.Receipts answer) {
        for (Wire.Receipt receipt : answer.receipts()) {
            if (receipt.digest().length() == 2 * Sm3.LENGTH) {
                outbound.received(lane, receipt.n(), receipt.digest(), clock.instant());
            }
        }
        boolean lost = answer.next() < batch.getFirst().n();
        if (lost) {
            outbound.again(lane, answer.next());
        }
        return lost;
    }

    /** Entries behind the cursor; those that came before are passed over. */
    @Transactional
    public void hear(Lane lane, String upper, Wire.Feedback feedback) {
        long cursor = outbound.lockCursor(lane);
        for (Wire.Found found : feedback.found()) {
            if (found.f() != cursor + 1) {
                continue;
            }
            cursor = found.f();
            if (found.level().equals(upper)) {
                outbound.decided(lane, found.n(), found.good(), found.problems(), found.at());
            } else {
                outbound.decidedHigher(lane, found.n(), found);
            }
            Optional<OutboundStore.Origin> origin = outbound.origin(lane, found.n());
            origin.ifPresent(below -> inbound.tell(below.peer(), lane, told(found, below)));
        }
        outbound.move(lane, cursor);
    }

    private static Wire.Found told(Wire.Found found, OutboundStore.Origin below) {
        return new Wire.Found(
                0,
                below.number(),
                found.dataset(),
                found.key(),
                found.stage(),
                found.good(),
                found.level(),
                found.at(),
                found.problems(),
                found.warnings());
    }
}
