package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.PastData;
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
public class Receiving {

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
        List<InboundStore.Arrived> inOrder = sent.records().stream()
                .map(Receiving::understood)
                .sorted(Comparator.comparingLong(one -> one.sent().n()))
                .toList();
        long next = store.lock(peer, lane);
        Map<Long, String> here = store.digests(peer, lane, before(next, inOrder));
        List<InboundStore.Arrived> fresh = new ArrayList<>();
        List<Wire.Receipt> receipts = new ArrayList<>();
        List<Long> conflicts = new ArrayList<>();
        for (InboundStore.Arrived one : inOrder) {
            long n = one.sent().n();
            String digest = one.digests().digest();
            if (n == next) {
                fresh.add(one);
                here.put(n, digest);
                receipts.add(new Wire.Receipt(n, digest));
                next++;
            } else if (n < next && digest.equals(here.get(n))) {
                receipts.add(new Wire.Receipt(n, digest));
            } else if (n < next) {
                conflicts.add(n);
            }
        }
        store.addAll(peer, lane, fresh, clock.instant());
        store.expect(peer, lane, next);
        bell.ringAfterCommit();
        return new Wire.Receipts(lane, next, receipts, conflicts);
    }

    private static InboundStore.Arrived understood(Wire.Sent one) {
        DataRecord record = Wire.whole(one.record());
        return new InboundStore.Arrived(new Wire.Sent(one.n(), one.due(), record, one.files()), Wire.digests(record));
    }

    private static List<Long> before(long next, List<InboundStore.Arrived> inOrder) {
        return inOrder.stream().map(one -> one.sent().n()).filter(n -> n < next).toList();
    }

    /**
     * As {@link #take} for a system that knows no numbers: the same record again is not taken again, unless it was
     * refused.
     *
     * @return its number, and whether it is new
     */
    @Transactional
    public Taken take(String peer, Lane lane, DataRecord sent, List<Wire.File> files) {
        long next = store.lock(peer, lane);
        DataRecord record = Wire.whole(sent);
        Wire.Digests digests = Wire.digests(record);
        Optional<InboundStore.Newest> before = store.newest(peer, lane, record.dataset(), record.key());
        if (before.filter(known -> known.digest().equals(digests.digest())
                        && !known.state().equals("REFUSED"))
                .isPresent()) {
            return new Taken(before.get().number(), false);
        }
        Instant now = clock.instant();
        Instant due = lane == Lane.HISTORY ? PastData.since(record.value("DATA_TIMESTAMP"), now) : now;
        Wire.Sent numbered = new Wire.Sent(next, due, record, files);
        store.addAll(peer, lane, List.of(new InboundStore.Arrived(numbered, digests)), now);
        store.expect(peer, lane, next + 1);
        bell.ringAfterCommit();
        return new Taken(next, true);
    }

    /** @param fresh false when the same record lay here already */
    public record Taken(long number, boolean fresh) {}
}
