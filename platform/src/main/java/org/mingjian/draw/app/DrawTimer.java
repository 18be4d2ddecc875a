package org.mingjian.draw.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mingjian.ops.ClockMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks every two seconds for draws whose time is up; the decision is made under the lock of the trade. */
@Component
class DrawTimer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DrawTimer.class);
    private static final long POLL_MILLIS = 2000;

    private final TakingSeeds taking;
    private final Object bell = new Object();
    private boolean running;
    private volatile @Nullable Thread thread;

    DrawTimer(TakingSeeds taking) {
        this.taking = taking;
    }

    @EventListener
    void clockMoved(ClockMoved moved) {
        synchronized (bell) {
            bell.notifyAll();
        }
    }

    @Override
    public void start() {
        synchronized (bell) {
            running = true;
        }
        thread = Thread.ofVirtual().name("draw-timer").start(this::watch);
    }

    @Override
    public void stop() {
        synchronized (bell) {
            running = false;
            bell.notifyAll();
        }
        Thread watching = thread;
        if (watching != null) {
            try {
                watching.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (bell) {
            return running;
        }
    }

    private void watch() {
        while (isRunning()) {
            try {
                taking.abandonOverdue();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("draws wait for the database: {}", e.getMessage());
            }
            rest();
        }
    }

    private void rest() {
        synchronized (bell) {
            try {
                if (running) {
                    bell.wait(POLL_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }
}
