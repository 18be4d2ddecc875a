package org.mingjian.facts.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.domain.Checkpoints;
import org.mingjian.facts.domain.Frontier;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.facts.store.FactStore;
import org.mingjian.facts.store.LogStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives committed facts their positions: one sequencer on all nodes, held by a transaction lock. A fact is visible here
 * only after its transaction committed, so positions follow commit order from batch to batch; within a batch they
 * follow
 * insertion, which keeps cause before effect. Positions, upper hashes and the signed checkpoint of a batch are one
 * transaction: after a crash the log is as long as its newest checkpoint says.
 */
@Component
class Sequencer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final int BATCH = 4096;
    private static final Duration POLL = Duration.ofMillis(250);

    /** Under load a batch begins this long after the last one began; a lone fact is placed at once. */
    private static final Duration PACE = Duration.ofMillis(20);

    private final LogStore log;
    private final FactStore facts;
    private final TransactionTemplate transaction;
    private final PlatformKeys keys;
    private final InstantSource clock;
    private final String origin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition placed = lock.newCondition();
    private final FactDoorbell doorbell;
    private boolean rung;
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable Frontier frontier;

    Sequencer(
            LogStore log,
            FactStore facts,
            TransactionTemplate transaction,
            PlatformKeys keys,
            InstantSource clock,
            FactDoorbell doorbell,
            @Value("${mingjian.origin:mingjian.local/log}") String origin) {
        this.log = log;
        this.facts = facts;
        this.transaction = transaction;
        this.keys = keys;
        this.clock = clock;
        this.doorbell = doorbell;
        this.origin = origin;
    }

    byte[] publicKey() {
        return keys.log().publicKey();
    }

    void ring() {
        lock.lock();
        try {
            rung = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** @return true when the fact has a position within the time */
    boolean awaitPlaced(long id, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        ring();
        while (true) {
            if (facts.find(id).filter(row -> row.position() > 0).isPresent()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            lock.lock();
            try {
                placed.awaitNanos(Math.min(left, POLL.toNanos()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("sequencer").daemon().start(this::work);
    }

    private void work() {
        while (running) {
            try {
                long begun = System.nanoTime();
                int count = sequence();
                if (count < BATCH) {
                    if (count > 0) {
                        LockSupport.parkNanos(begun + PACE.toNanos() - System.nanoTime());
                    }
                    await();
                }
            } catch (DataAccessException | TransactionException e) {
                frontier = null;
                if (running) {
                    LOG.warn("sequencer waits for the database: {}", e.getMessage());
                }
                await();
            }
        }
    }

    private void await() {
        lock.lock();
        try {
            if (!rung) {
                news.awaitNanos(POLL.toNanos());
            }
            rung = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        } finally {
            lock.unlock();
        }
    }

    /** One batch. @return how many facts were placed */
    int sequence() {
        Integer count = transaction.execute(status -> log.lead() ? batch() : 0);
        if (count == null || count == 0) {
            return 0;
        }
        lock.lock();
        try {
            placed.signalAll();
        } finally {
            lock.unlock();
        }
        doorbell.ring();
        return count;
    }

    private int batch() {
        List<LogStore.Waiting> waiting = log.takeWaiting(BATCH);
        if (waiting.isEmpty()) {
            return 0;
        }
        long size = log.head().map(LogStore.Head::size).orElse(0L);
        Frontier edge = frontier;
        if (edge == null || edge.size() != size) {
            edge = Frontier.resume(size, level -> unfinished((int) level, size));
        }
        frontier = null; // until this transaction has committed, what is in memory is only a guess
        List<byte[]> leaves = new ArrayList<>(waiting.size());
        List<Frontier.Finished> finished = new ArrayList<>();
        for (LogStore.Waiting fact : waiting) {
            byte[] leaf = MerkleTree.leaf(Contents.entry(fact.at(), fact.digest()));
            leaves.add(leaf);
            finished.addAll(edge.append(leaf));
        }
        log.place(size + 1, waiting, leaves);
        log.keep(finished);
        byte[] root = edge.root();
        String note = Checkpoints.sign(origin, edge.size(), root, keys.log());
        log.checkpoint(new LogStore.Head(edge.size(), root, note), clock.instant());
        frontier = edge;
        return waiting.size();
    }

    private List<byte[]> unfinished(int level, long size) {
        long count = size >>> (8 * level);
        long from = count - count % MerkleTree.WIDTH;
        return log.hashes(level, from, count);
    }

    @Override
    public void stop() {
        running = false;
        ring();
        Thread working = thread;
        if (working != null) {
            try {
                working.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before whatever records facts and stops after it. */
    @Override
    public int getPhase() {
        return -1000;
    }
}
