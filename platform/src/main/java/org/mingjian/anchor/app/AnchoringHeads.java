package org.mingjian.anchor.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mingjian.anchor.Anchors;
import org.mingjian.anchor.domain.Chain;
import org.mingjian.anchor.store.AnchorStore;
import org.mingjian.facts.SignedHeads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Queues tree heads and writes them in order. What stands on the chain already is only noted, so that a head whose
 * answer was lost is not written twice; a chain that was set up anew gets all heads again.
 */
@Service
public class AnchoringHeads implements Anchors {

    private static final Logger LOG = LoggerFactory.getLogger(AnchoringHeads.class);

    private final AnchorStore store;
    private final SignedHeads heads;
    private final InstantSource clock;
    private final boolean configured;

    AnchoringHeads(
            AnchorStore store,
            SignedHeads heads,
            InstantSource clock,
            @Value("${mingjian.anchor.evm.url:}") String url) {
        this.store = store;
        this.heads = heads;
        this.clock = clock;
        this.configured = !url.isEmpty();
    }

    /** The newest head joins the queue; the chain need not be there. */
    public void queue() {
        heads.newest().ifPresent(head -> store.queue(new AnchorStore.Head(head.size(), head.root()), clock.instant()));
    }

    /** Writes what waits. @return how many heads stand there now that did not before; −1 when the chain is away */
    public int catchUp(Chain chain) {
        try {
            String place = chain.place(store.contact().place());
            store.contacted(place, clock.instant(), "");
            int done = 0;
            Optional<AnchorStore.Head> next = store.next(place);
            while (next.isPresent()) {
                AnchorStore.Head head = next.get();
                Optional<byte[]> there = chain.rootAt(head.size());
                if (there.isPresent() && !Arrays.equals(there.get(), head.root())) {
                    LOG.error("锚定冲突：链上 {} 条处的根与本日志不同（{}）", head.size(), place);
                    store.contacted(place, clock.instant(), "链上 " + head.size() + " 条处的根与本日志不同");
                    return done;
                }
                Chain.Written written =
                        there.isPresent() ? new Chain.Written("", 0) : chain.write(head.size(), head.root());
                store.written(place, head.size(), written, clock.instant());
                done++;
                next = store.next(place);
            }
            return done;
        } catch (IOException away) {
            String why = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            store.contacted("", clock.instant(), why.substring(0, Math.min(300, why.length())));
            return -1;
        }
    }

    @Override
    public State state() {
        AnchorStore.Contact contact = store.contact();
        long size = store.newest(contact.place(), 1000).stream()
                .filter(one -> one.place() != null)
                .mapToLong(Anchored::size)
                .max()
                .orElse(0);
        return new State(configured, contact.place(), size, store.waiting(contact.place()), contact.problem());
    }

    @Override
    public List<Anchored> newest(int limit) {
        return store.newest(store.contact().place(), limit);
    }
}
