package org.mingjian.portal.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.mingjian.portal.app.SearchIndex.Mark;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.portal.store.PortalQueries.Horizon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps this node's index and pages up with the portal's tables, whichever node writes them: rung when the reader here
 * has committed, and looking by itself twice a second for what another node wrote.
 */
@Component
class Following implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long WINDOW = 5_000;
    private static final long COMMIT_EVERY = Duration.ofSeconds(5).toNanos();

    private final PortalQueries queries;
    private final SearchIndex index;
    private final Freshness freshness;
    private final Semaphore rung = new Semaphore(0);
    private Mark mark = new Mark(-1, 0);
    private Mark committed = mark;
    private long committedAt;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    Following(PortalQueries queries, SearchIndex index, Freshness freshness) {
        this.queries = queries;
        this.index = index;
        this.freshness = freshness;
    }

    void ring() {
        rung.release();
    }

    @Override
    public void start() {
        mark = index.mark();
        committed = mark;
        running = true;
        thread = Thread.ofPlatform().name("portal-index").daemon().start(this::work);
    }

    private void work() {
        while (running) {
            try {
                catchUp();
                if (rung.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    rung.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("the portal's index waits: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp() {
        Horizon horizon = queries.horizon();
        if (horizon.epoch() != mark.epoch()) {
            index.clear();
            mark = new Mark(horizon.epoch(), 0);
            index.refresh();
            freshness.allChanged();
        }
        while (running && mark.position() < horizon.position()) {
            long upTo = Math.min(mark.position() + WINDOW, horizon.position());
            Set<String> streams = take(mark.position(), upTo);
            mark = new Mark(mark.epoch(), upTo);
            index.refresh();
            if (!streams.isEmpty()) {
                freshness.changed(streams);
            }
        }
        long now = System.nanoTime();
        if (!mark.equals(committed) && now - committedAt > COMMIT_EVERY) {
            index.commit(mark);
            committed = mark;
            committedAt = now;
        }
    }

    private Set<String> take(long after, long upTo) {
        Set<String> streams = new HashSet<>(queries.streamsShown(after, upTo));
        List<PublicNotice> notices = queries.noticesShown(after, upTo);
        notices.forEach(index::put);
        Set<String> codes =
                queries.tradesShown(after, upTo).stream().map(PublicTrade::code).collect(Collectors.toSet());
        codes.forEach(code -> streams.add("trade:" + code));
        for (PublicNotice notice : notices) {
            String code = notice.trade();
            if (code != null) {
                codes.add(code);
            }
        }
        Map<String, List<PublicNotice>> texts = queries.noticesOf(codes).stream()
                .collect(Collectors.groupingBy(notice -> String.valueOf(notice.trade())));
        queries.trades(List.copyOf(codes))
                .forEach(trade -> index.put(trade, texts.getOrDefault(trade.code(), List.of())));
        return streams;
    }

    @Override
    public void stop() {
        running = false;
        ring();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mark.equals(committed)) {
            index.commit(mark);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the readers start, after they stop. */
    @Override
    public int getPhase() {
        return -600;
    }
}
