package org.mingjian.exchange.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.OutboundStore.Key;
import org.mingjian.exchange.store.OutboundStore.Last;
import org.mingjian.exchange.store.OutboundStore.New;
import org.mingjian.exchange.store.OutboundStore.Queued;
import org.mingjian.ops.Tier;
import org.mingjian.spec.DataRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a record into the line to the upper node, in the transaction of what made it. 操作合并: what stands above and
 * changed is 2, what does not stand there is 1, what is gone is 3, what is the same is not sent.
 */
@Component
public class Queueing {

    private final OutboundStore store;
    private final InstantSource clock;
    private final Node node;
    private final ExchangeBell bell;

    Queueing(OutboundStore store, InstantSource clock, Node node, ExchangeBell bell) {
        this.store = store;
        this.clock = clock;
        this.node = node;
        this.bell = bell;
    }

    /**
     * Offers one.
     *
     * @param again whether what was refused goes again although nothing has changed
     * @return whether it was queued
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean offer(Lane asked, New offered, boolean again) {
        return offer(asked, List.of(offered), again) == 1;
    }

    /** As for one, in this order; how many were queued. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int offer(Lane asked, List<New> offered, boolean again) {
        if (node.tier() == Tier.NATION || offered.isEmpty()) {
            return 0;
        }
        Map<Key, Last> last = store.last(
                offered.stream().map(one -> Key.of(one.record())).distinct().toList());
        List<Queued> queued = new ArrayList<>();
        for (New one : offered) {
            Optional<Last> known = Optional.ofNullable(last.get(Key.of(one.record())));
            merged(asked, one, known, again).ifPresent(fresh -> {
                queued.add(fresh);
                last.put(Key.of(one.record()), last(fresh, known));
            });
        }
        store.addAll(queued, clock.instant());
        if (!queued.isEmpty()) {
            bell.ringAfterCommit();
        }
        return queued.size();
    }

    /** As it goes, or nothing when it says nothing new. */
    private static Optional<Queued> merged(Lane asked, New offered, Optional<Last> last, boolean again) {
        DataRecord record = offered.record();
        String content = Wire.content(record);
        if (last.filter(known ->
                        isOld(known, offered) || isSame(known, record, content) && !(again && isRefused(known)))
                .isPresent()) {
            return Optional.empty();
        }
        boolean stands = last.filter(Queueing::stands).isPresent();
        boolean gone = record.op() == DataRecord.DELETE;
        if (gone && !stands) {
            return Optional.empty();
        }
        int op = gone ? DataRecord.DELETE : stands ? DataRecord.UPDATE : DataRecord.INSERT;
        Lane lane = lane(asked, last);
        DataRecord merged = new DataRecord(
                record.dataset(),
                record.table(),
                record.key(),
                op,
                lane.channel(),
                record.sender(),
                record.fields(),
                record.withheld());
        New what = new New(
                merged,
                offered.files(),
                offered.origin(),
                offered.originNumber(),
                offered.trade(),
                offered.fact(),
                offered.due());
        return Optional.of(new Queued(asked, lane, what, content));
    }

    /** What the next record of the same key is judged by. Its number is given when all are queued. */
    private static Last last(Queued fresh, Optional<Last> before) {
        return new Last(
                fresh.lane(),
                0,
                fresh.what().record().op(),
                fresh.content(),
                fresh.what().fact(),
                before.filter(Last::standing).isPresent(),
                OutboundStore.State.QUEUED);
    }

    /** A rebuilt reader tells the whole past again. */
    private static boolean isOld(Last known, New offered) {
        return offered.origin().isEmpty() && offered.fact() < known.fact();
    }

    private static boolean isSame(Last known, DataRecord record, String content) {
        boolean deleted = known.op() == DataRecord.DELETE;
        return deleted == (record.op() == DataRecord.DELETE) && known.content().equals(content);
    }

    private static boolean isRefused(Last known) {
        return known.state() == OutboundStore.State.REFUSED;
    }

    /** Whether it stands above, or will when what is under way arrives. */
    private static boolean stands(Last known) {
        return switch (known.state()) {
            case QUEUED, RECEIVED -> known.op() != DataRecord.DELETE;
            case ACCEPTED, REFUSED -> known.standing();
        };
    }

    /** A change must not overtake what it changes, so it takes the lane of that while it is under way. */
    private static Lane lane(Lane asked, Optional<Last> last) {
        return last.filter(known -> switch (known.state()) {
                    case QUEUED, RECEIVED -> true;
                    case ACCEPTED, REFUSED -> false;
                })
                .map(Last::lane)
                .orElse(asked);
    }
}
