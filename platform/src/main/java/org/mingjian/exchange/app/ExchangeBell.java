package org.mingjian.exchange.app;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes those who wait for something to send or to check. A lost ring costs one pause, never a record. */
@Component
class ExchangeBell {

    private long rings;

    /** After the caller's transaction, or now. */
    void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }

    synchronized void ring() {
        rings++;
        notifyAll();
    }

    synchronized long rings() {
        return rings;
    }

    /** Until somebody rings after {@code seen}, at most so long. */
    synchronized void await(long seen, long millis) throws InterruptedException {
        if (rings == seen) {
            wait(millis);
        }
    }
}
