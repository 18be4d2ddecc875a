package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The clock at the door. A command gets its time when it has arrived whole, and in the same moment it is counted as
 * under
 * way; closing looks at both under the same lock. So whatever arrived in time is either done or known to be under way
 * when the deadline is acted upon, and closing waits for it. Counts the commands of this node.
 */
@Component
public class Arrivals {

    /** So long an accepted command may take; 4 GB are read back in a small part of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Set<Arrival> underWay = new HashSet<>();

    Arrivals(InstantSource clock) {
        this.clock = clock;
    }

    /** One command under way; closing it twice does no harm. */
    public final class Arrival implements AutoCloseable {

        private final String trade;
        private final Instant at;
        private final long since = System.nanoTime();

        private Arrival(String trade, Instant at) {
            this.trade = trade;
            this.at = at;
        }

        /** Server receive time. */
        public Instant at() {
            return at;
        }

        @Override
        public void close() {
            synchronized (underWay) {
                underWay.remove(this);
            }
        }

        private boolean holdsBack(String code, Instant deadline) {
            return trade.equals(code) && !at.isAfter(deadline) && System.nanoTime() - since < PATIENCE.toNanos();
        }
    }

    public Arrival arrive(String trade) {
        synchronized (underWay) {
            Arrival arrival = new Arrival(trade, clock.instant());
            underWay.add(arrival);
            return arrival;
        }
    }

    /** True once the deadline is over and nothing that arrived before it is still under way. */
    public boolean isOver(String trade, Instant deadline) {
        synchronized (underWay) {
            return clock.instant().isAfter(deadline)
                    && underWay.stream().noneMatch(arrival -> arrival.holdsBack(trade, deadline));
        }
    }
}
