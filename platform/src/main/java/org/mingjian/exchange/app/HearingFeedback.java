package org.mingjian.exchange.app;

import static java.util.Comparator.comparing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final InstantSource clock;

    HearingFeedback(Ledgers ledgers, InstantSource clock) {
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
        List<Wire.Receipt> sound = answer.receipts().stream()
                .filter(receipt -> receipt.digest() != null && receipt.digest().length() == 2 * Sm3.LENGTH)
                .toList();
        outbound.received(lane, sound, clock.instant());
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
        List<Wire.Found> fresh = new ArrayList<>();
        for (Wire.Found found : feedback.found()) {
            if (found.f() == cursor + 1) {
                cursor = found.f();
                fresh.add(found);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        // The lower nodes' lanes are held before the records of them, as those who check hold them.
        tell(lane, fresh);
        outbound.decided(
                lane, fresh.stream().filter(one -> upper.equals(one.level())).toList());
        outbound.decidedHigher(
                lane, fresh.stream().filter(one -> !upper.equals(one.level())).toList());
        outbound.move(lane, cursor);
    }

    private void tell(Lane lane, List<Wire.Found> fresh) {
        Map<Long, OutboundStore.Origin> origins =
                outbound.origins(lane, fresh.stream().map(Wire.Found::n).toList());
        SortedMap<InboundStore.Busy, List<Wire.Found>> below =
                new TreeMap<>(comparing(InboundStore.Busy::peer).thenComparing(InboundStore.Busy::lane));
        for (Wire.Found found : fresh) {
            OutboundStore.Origin origin = origins.get(found.n());
            if (origin != null) {
                below.computeIfAbsent(new InboundStore.Busy(origin.peer(), origin.lane()), peer -> new ArrayList<>())
                        .add(told(found, origin));
            }
        }
        below.forEach((from, found) -> inbound.tell(from.peer(), from.lane(), found, clock.instant()));
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
