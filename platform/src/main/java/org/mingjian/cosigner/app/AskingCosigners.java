package org.mingjian.cosigner.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mingjian.cosigner.store.CosignerStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Hands the newest tree head to every co-signer that has an address, each at its own pace: one that is away keeps
 * nobody waiting, is asked ever less often, and gets the newest head when it is back.
 */
@Component
class AskingCosigners implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AskingCosigners.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CosignerStore store;
    private final KeepingCosigners cosigners;
    private final SubmittingHeads submitting;
    private final Duration every;
    private final Map<UUID, Boolean> busy = new ConcurrentHashMap<>();
    private final Map<UUID, Long> notBefore = new ConcurrentHashMap<>();
    private final Map<UUID, Duration> pauses = new HashMap<>();
    private volatile boolean running;
    private @Nullable ExecutorService threads;
    private @Nullable Thread thread;

    AskingCosigners(
            CosignerStore store,
            KeepingCosigners cosigners,
            SubmittingHeads submitting,
            @Value("${mingjian.cosigners.every:PT2S}") Duration every) {
        this.store = store;
        this.cosigners = cosigners;
        this.submitting = submitting;
        this.every = every;
    }

    @Override
    public void start() {
        running = true;
        ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
        threads = asking;
        beginAnew();
        thread = Thread.ofPlatform().name("cosigners").daemon().start(() -> work(asking));
    }

    private synchronized void beginAnew() {
        busy.clear();
        pauses.clear();
        notBefore.clear();
    }

    private void work(ExecutorService asking) {
        while (running) {
            try {
                cosigners.refresh();
                askAll(asking);
            } catch (DataAccessException | TransactionException e) {
                if (running) {
                    LOG.warn("co-signers wait for the database: {}", e.getMessage());
                }
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    private void askAll(ExecutorService asking) {
        for (CosignerStore.Row row : store.all()) {
            boolean due = notBefore.getOrDefault(row.id(), 0L) - System.nanoTime() <= 0;
            if (row.retiredAt() == null
                    && row.address() != null
                    && due
                    && busy.putIfAbsent(row.id(), Boolean.TRUE) == null) {
                asking.execute(() -> ask(row));
            }
        }
    }

    private void ask(CosignerStore.Row row) {
        boolean good = false;
        try {
            good = submitting.submit(row);
        } catch (DataAccessException | TransactionException e) {
            if (running) {
                LOG.warn("co-signature of {} waits for the database: {}", row.name(), e.getMessage());
            }
        } finally {
            pause(row.id(), good);
            busy.remove(row.id());
        }
    }

    private synchronized void pause(UUID id, boolean good) {
        Duration next = good ? Duration.ZERO : pauses.getOrDefault(id, every).multipliedBy(2);
        if (next.compareTo(LONGEST_PAUSE) > 0) {
            next = LONGEST_PAUSE;
        }
        pauses.put(id, good ? every : next);
        notBefore.put(id, System.nanoTime() + next.toNanos());
    }

    @Override
    public void stop() {
        running = false;
        Thread working = thread;
        ExecutorService asking = threads;
        if (working == null || asking == null) {
            return;
        }
        LockSupport.unpark(working);
        try {
            working.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        asking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
