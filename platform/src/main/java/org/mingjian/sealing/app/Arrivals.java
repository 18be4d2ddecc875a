package org.mingjian.sealing.app;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.mingjian.ops.DataFolder;
import org.mingjian.sealing.store.DoorStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The clock at the door. A command gets its time when it has arrived whole, and in the same moment it is counted as
 * under way; closing looks at both under the same lock. So whatever arrived in time is either done or known to be under
 * way when the deadline is acted upon, and closing waits for it.
 *
 * <p>Each node counts its own commands and reports up to when it is clear; who closes waits for the reports of all. No
 * command pays for that. A node that is silent for 30 s is taken for dead: what it had under way was acknowledged to
 * nobody, and cannot be written any more once the trade has moved on. The nodes' clocks must agree (NTP).
 */
@Component
public class Arrivals {

    /** So long an accepted command may take; 4 GB are read back in a small part of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final InstantSource clock;
    private final DoorStore doors;
    private final UUID node;
    private final Set<Arrival> underWay = new HashSet<>();

    @Autowired
    Arrivals(InstantSource clock, DoorStore doors, DataFolder data) {
        this(clock, doors, nodeOf(data));
    }

    /** Reports before the first command can arrive, so that no other node closes without this one. */
    Arrivals(InstantSource clock, DoorStore doors, UUID node) {
        this.clock = clock;
        this.doors = doors;
        this.node = node;
        report();
    }

    /** One node, one data folder: started again after a crash it takes its own place, and nobody waits for the dead. */
    private static UUID nodeOf(DataFolder data) {
        Path file = data.path().resolve("node");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
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
            return trade.equals(code) && !at.isAfter(deadline) && isWaitedFor();
        }

        private boolean isWaitedFor() {
            return System.nanoTime() - since < PATIENCE.toNanos();
        }
    }

    public Arrival arrive(String trade) {
        synchronized (underWay) {
            Arrival arrival = new Arrival(trade, clock.instant());
            underWay.add(arrival);
            return arrival;
        }
    }

    /** True once the deadline is over and nothing that arrived before it is still under way, at any node. */
    public boolean isOver(String trade, Instant deadline) {
        synchronized (underWay) {
            if (!clock.instant().isAfter(deadline)
                    || underWay.stream().anyMatch(arrival -> arrival.holdsBack(trade, deadline))) {
                return false;
            }
        }
        return doors.othersAreClear(node, deadline);
    }

    /** Tells the other nodes, at least every few seconds. */
    final void report() {
        doors.report(node, clearUntil());
    }

    /** A moment that is over and has no command under way that arrived at it or before. */
    private Instant clearUntil() {
        synchronized (underWay) {
            return underWay.stream()
                    .filter(Arrival::isWaitedFor)
                    .map(Arrival::at)
                    .reduce(clock.instant(), (one, other) -> one.isBefore(other) ? one : other)
                    .minusNanos(1_000);
        }
    }

    @PreDestroy
    void leave() {
        try {
            doors.remove(node);
        } catch (DataAccessException away) {
            LOG.debug("the others will notice in 30 s", away);
        }
    }
}
