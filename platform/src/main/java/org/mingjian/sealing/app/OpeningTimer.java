package org.mingjian.sealing.app;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.RefusedException;
import org.mingjian.ops.ClockMoved;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Acts when a time comes: the bid deadline, the end of the time to decrypt. It looks at the database five times a
 * second and decides under the lock of the trade, so it goes on after a restart and several nodes do no harm.
 */
@Component
class OpeningTimer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningTimer.class);
    private static final long POLL_MILLIS = 200;
    private static final long REPORT_NANOS = 1_000_000_000L;

    private final Tenders tenders;
    private final OpeningStore openings;
    private final ClosingBids closing;
    private final EndingDecryption ending;
    private final OpeningBoards boards;
    private final Arrivals arrivals;
    private final InstantSource clock;
    private long reported = System.nanoTime();
    private final Bell bell = new Bell();
    private volatile boolean running;
    private @Nullable Thread thread;

    OpeningTimer(
            Tenders tenders,
            OpeningStore openings,
            ClosingBids closing,
            EndingDecryption ending,
            OpeningBoards boards,
            Arrivals arrivals,
            InstantSource clock) {
        this.tenders = tenders;
        this.openings = openings;
        this.closing = closing;
        this.ending = ending;
        this.boards = boards;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @EventListener
    void clockMoved(ClockMoved moved) {
        bell.ring();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("opening-timer").start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        Thread watching = thread;
        if (watching != null) {
            bell.ring();
            Bell.join(watching);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        while (running) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.error("a time has come that could not be acted upon; trying again", e);
                bell.await(1000);
            }
            bell.await(POLL_MILLIS);
        }
    }

    private void look() {
        if (System.nanoTime() - reported > REPORT_NANOS) {
            arrivals.report();
            reported = System.nanoTime();
        }
        for (TradeView trade : tenders.due(TradeState.BIDDING, clock.instant())) {
            act(trade.code(), () -> closing.close(trade.code()));
        }
        for (OpeningStore.Opening opening : openings.overdue(clock.instant())) {
            act(opening.trade(), () -> ending.endOfWindow(opening));
        }
    }

    /** One trade that cannot be acted upon does not hold up the others. */
    private void act(String trade, BooleanSupplier act) {
        try {
            if (act.getAsBoolean()) {
                boards.touch(trade);
            }
        } catch (RefusedException | DataIntegrityViolationException | IllegalStateException e) {
            LOG.error("the time of {} has come but it could not be acted upon; trying again", trade, e);
        }
    }
}
