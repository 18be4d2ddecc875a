package org.mingjian.exchange.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.InboundStore;
import org.mingjian.spec.DataRecord;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes records from below: each once, in the order of its lane's numbers, whatever is repeated, reordered or missing
 * on the way. A receipt says that the record is on disk.
 */
@Service
class Receiving {

    private final InboundStore store;
    private final InstantSource clock;
    private final ExchangeBell bell;

    Receiving(InboundStore store, InstantSource clock, ExchangeBell bell) {
        this.store = store;
        this.clock = clock;
        this.bell = bell;
    }

    @Transactional
    public Wire.Receipts take(String peer, Wire.Records sent) {
        Lane lane = sent.lane();
        long next = store.lock(peer, lane).next();
        List<Wire.Receipt> receipts = new ArrayList<>();
        List<Long> conflicts = new ArrayList<>();
        List<Wire.Sent> inOrder = new ArrayList<>(sent.records());
        inOrder.sort(Comparator.comparingLong(Wire.Sent::n));
        for (Wire.Sent one : inOrder) {
            DataRecord record = Wire.whole(one.record());
            String digest = Wire.digest(record);
            if (one.n() == next) {
                store.add(peer, lane, new Wire.Sent(next, one.due(), record, one.files()), digest, clock.instant());
                receipts.add(new Wire.Receipt(next, digest));
                next++;
            } else if (one.n() < next) {
                Optional<String> known = store.digest(peer, lane, one.n());
                if (known.filter(digest::equals).isPresent()) {
                    receipts.add(new Wire.Receipt(one.n(), digest));
                } else {
                    conflicts.add(one.n());
                }
            }
        }
        store.expect(peer, lane, next);
        bell.ringAfterCommit();
        return new Wire.Receipts(lane, next, receipts, conflicts);
    }

    /**
     * As {@link #take} for a system that knows no numbers: the same record again is not taken again, unless it was
     * refused.
     *
     * @return its number, and whether it is new
     */
    @Transactional
    public Taken take(String peer, Lane lane, DataRecord sent, List<Wire.File> files) {
        long next = store.lock(peer, lane).next();
        DataRecord record = Wire.whole(sent);
        String digest = Wire.digest(record);
        Optional<InboundStore.Newest> before = store.newest(peer, lane, record.dataset(), record.key());
        if (before.filter(
                        known -> known.digest().equals(digest) && !known.state().equals("REFUSED"))
                .isPresent()) {
            return new Taken(before.get().number(), false);
        }
        store.add(peer, lane, new Wire.Sent(next, clock.instant(), record, files), digest, clock.instant());
        store.expect(peer, lane, next + 1);
        bell.ringAfterCommit();
        return new Taken(next, true);
    }

    /** @param fresh false when the same record lay here already */
    record Taken(long number, boolean fresh) {}
}
