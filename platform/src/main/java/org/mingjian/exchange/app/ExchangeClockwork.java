package org.mingjian.exchange.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.InboundStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the lanes moving: one thread sends each lane, one checks what came live and one the rest. While the upper node
 * is away a lane waits, at most {@code mingjian.exchange.longest-pause}.
 */
@Component
public class ExchangeClockwork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeClockwork.class);

    private final Sending sending;
    private final CheckingArrivals checking;
    private final ExchangeBell bell;
    private final long pause;
    private final long longestPause;
    private final Map<Lane, String> away = new ConcurrentHashMap<>();
    /** Lanes that could not be judged, and until when (nano time) they are passed over. */
    private final Map<InboundStore.Busy, Long> aside = new ConcurrentHashMap<>();

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    ExchangeClockwork(
            Sending sending,
            CheckingArrivals checking,
            ExchangeBell bell,
            @Value("${mingjian.exchange.pause:1s}") Duration pause,
            @Value("${mingjian.exchange.longest-pause:30s}") Duration longestPause) {
        this.sending = sending;
        this.checking = checking;
        this.bell = bell;
        this.pause = pause.toMillis();
        this.longestPause = longestPause.toMillis();
    }

    /** One thing that is done again and again; true when there is more to do at once. */
    private interface Turn {
        boolean take() throws UpperLine.Away, InterruptedException;
    }

    /** Why a lane waits, by lane; empty when all is well. */
    public Map<Lane, String> away() {
        return away.isEmpty() ? Map.of() : new EnumMap<>(away);
    }

    @Override
    public void start() {
        running = true;
        for (Lane lane : Lane.values()) {
            start(
                    "exchange-send-" + lane,
                    () -> {
                        boolean more = sending.turn(lane);
                        away.remove(lane);
                        return more;
                    },
                    lane);
        }
        start("exchange-check-live", () -> check(true), null);
        start("exchange-check-rest", () -> check(false), null);
    }

    private boolean check(boolean live) {
        int checked = 0;
        for (InboundStore.Busy lane : checking.busy()) {
            if ((lane.lane() == Lane.LIVE) == live && !isSetAside(lane)) {
                checked += checkOne(lane);
            }
        }
        return checked > 0;
    }

    /** What a lane holds that nobody thought of is told of, and stops this lane, not those behind it. */
    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private int checkOne(InboundStore.Busy lane) {
        try {
            return checking.check(lane);
        } catch (TransientDataAccessException | DataAccessResourceFailureException | TransactionException database) {
            throw database;
        } catch (RuntimeException bug) {
            if (running) {
                LOG.error("what came from {} on {} cannot be judged; tried again later", lane.peer(), lane.lane(), bug);
                aside.put(lane, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestPause));
            }
            return 0;
        }
    }

    private boolean isSetAside(InboundStore.Busy lane) {
        Long until = aside.get(lane);
        boolean waits = until != null && System.nanoTime() - until < 0;
        if (!waits) {
            aside.remove(lane);
        }
        return waits;
    }

    private void start(String name, Turn turn, @org.jspecify.annotations.Nullable Lane lane) {
        threads.add(Thread.ofVirtual().name(name).start(() -> turning(name, turn, lane)));
    }

    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private void turning(String name, Turn turn, @org.jspecify.annotations.Nullable Lane lane) {
        long rest = pause;
        while (running) {
            long seen = bell.rings();
            try {
                try {
                    if (turn.take()) {
                        rest = pause;
                        continue;
                    }
                    rest = pause;
                } catch (UpperLine.Away failed) {
                    told(name, lane, String.valueOf(failed.getMessage()));
                    rest = Math.min(rest * 2, longestPause);
                    Thread.sleep(rest);
                    continue;
                } catch (DataAccessException | TransactionException e) {
                    LOG.warn("{} waits for the database: {}", name, e.getMessage());
                    rest = Math.min(rest * 2, longestPause);
                    Thread.sleep(rest);
                    continue;
                } catch (RuntimeException bug) {
                    if (!running) {
                        return;
                    }
                    // A lane that ends silently would lose its records: somebody must look, meanwhile it tries again.
                    LOG.error("{} met what nobody thought of and tries again", name, bug);
                    told(name, lane, bug.toString());
                    Thread.sleep(longestPause);
                    continue;
                }
                bell.await(seen, rest);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void told(String name, @org.jspecify.annotations.Nullable Lane lane, String why) {
        if (lane != null && away.put(lane, why) == null) {
            LOG.warn("{}: {}", name, why);
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return -400;
    }
}
