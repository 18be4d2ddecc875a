package org.mingjian.facts.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FactsError;
import org.mingjian.facts.Readers;
import org.mingjian.facts.store.ReaderStore;
import org.mingjian.kernel.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs every {@link FactReader} over the feed, each in its own thread, each from the position it has reached. */
@Component
class ReaderRunner implements SmartLifecycle, Readers {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderRunner.class);
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, FactReader> readers = new TreeMap<>();
    private final Facts facts;
    private final ReaderStore store;
    private final TransactionTemplate transaction;
    private final FactDoorbell doorbell;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    ReaderRunner(
            List<FactReader> readers,
            Facts facts,
            ReaderStore store,
            TransactionTemplate transaction,
            FactDoorbell doorbell) {
        readers.forEach(reader -> this.readers.put(reader.name(), reader));
        this.facts = facts;
        this.store = store;
        this.transaction = transaction;
        this.doorbell = doorbell;
    }

    @Override
    public void start() {
        running = true;
        for (FactReader reader : readers.values()) {
            store.register(reader.name());
            threads.add(Thread.ofVirtual().name("reader-" + reader.name()).start(() -> follow(reader)));
        }
    }

    @SuppressWarnings("PMD.AvoidCatchingGenericException")
    private void follow(FactReader reader) {
        while (running) {
            try {
                long seen = doorbell.rings();
                if (step(reader) == 0) {
                    doorbell.await(seen, POLL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.error("reader {} stopped at a fact and tries again", reader.name(), e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One batch; the reader's tables and its position are one transaction. */
    private int step(FactReader reader) {
        List<Fact> read = transaction.execute(status -> store.lock(reader.name())
                .map(position -> readFrom(reader, position))
                .orElse(List.of()));
        if (read == null || read.isEmpty()) {
            return 0;
        }
        reader.committed(read);
        return read.size();
    }

    private List<Fact> readFrom(FactReader reader, long position) {
        List<Fact> batch = facts.after(position, BATCH);
        if (!batch.isEmpty()) {
            reader.read(batch);
            store.move(reader.name(), batch.getLast().position());
        }
        return batch;
    }

    @Override
    public List<String> names() {
        return List.copyOf(readers.keySet());
    }

    @Override
    public long position(String name) {
        return store.position(name);
    }

    @Override
    public long rebuild(String name) {
        FactReader reader = readers.get(name);
        if (reader == null) {
            throw new PlatformException(FactsError.READER_NOT_FOUND, name + "，现有：" + readers.keySet());
        }
        store.register(name);
        long target = facts.head();
        transaction.executeWithoutResult(status -> {
            store.lockWaiting(name);
            reader.reset();
            store.move(name, 0);
        });
        while (store.position(name) < target) {
            transaction.executeWithoutResult(status -> readFrom(reader, store.lockWaiting(name)));
        }
        return target;
    }

    @Override
    public void stop() {
        running = false;
        doorbell.ring();
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
        return -500;
    }
}
