package org.mingjian.sealing.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live page of one opening in this node's memory. Its revisions are this node's own: a watcher that comes from
 * another node, or from before a restart, is told to fetch the page anew.
 */
final class OpeningBoard {

    private static final int REMEMBERED = 64;

    static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    /** A change, rendered once for all watchers, to the last byte. */
    record Frame(String id, String event, byte[] data) {}

    private record Delta(BoardView.@Nullable Head head, List<BoardView.Row> bids) {}

    private record Numbered(long revision, Frame frame) {}

    private final String epoch;
    private final JsonMapper json;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Numbered> frames = new ArrayDeque<>();
    private long revision = 1;
    private BoardView view;
    private volatile boolean dirty;
    private volatile long loadedAt = System.nanoTime();
    private volatile int watchers;

    OpeningBoard(String epoch, BoardView view, JsonMapper json) {
        this.epoch = epoch;
        this.view = view;
        this.json = json;
    }

    /** A page and the revision it shows. */
    record Page(String revision, BoardView view) {}

    Page page() {
        lock.lock();
        try {
            return new Page(epoch + "-" + revision, view);
        } finally {
            lock.unlock();
        }
    }

    void touch() {
        dirty = true;
    }

    /** Whether it must be read again: somebody watches or asks, and it was touched or is a second old. */
    boolean isStale() {
        return dirty || System.nanoTime() - loadedAt > TimeUnit.SECONDS.toNanos(1);
    }

    /** Nobody watched or asked for ten minutes. */
    boolean isForgotten() {
        return !isWatched() && System.nanoTime() - loadedAt > TimeUnit.MINUTES.toNanos(10);
    }

    boolean isWatched() {
        return watchers > 0;
    }

    void clean() {
        dirty = false;
        loadedAt = System.nanoTime();
    }

    /** Takes a newly read page; what differs goes to the watchers. */
    void show(BoardView now) {
        lock.lock();
        try {
            BoardView before = view;
            if (now.equals(before)) {
                return;
            }
            Map<UUID, BoardView.Row> rows = new HashMap<>();
            before.bids().forEach(row -> rows.put(row.id(), row));
            List<BoardView.Row> moved = now.bids().stream()
                    .filter(row -> !row.equals(rows.get(row.id())))
                    .toList();
            view = now;
            revision++;
            Delta delta = new Delta(now.head(), moved);
            frames.add(new Numbered(
                    revision, new Frame(epoch + "-" + revision, "changed", json.writeValueAsBytes(delta))));
            if (frames.size() > REMEMBERED) {
                frames.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What a watcher has seen; a page it knows nothing of counts as the newest, after a reset. */
    Optional<Long> seen(@Nullable String id) {
        lock.lock();
        try {
            if (id == null) {
                return Optional.of(revision);
            }
            String prefix = epoch + "-";
            if (!id.startsWith(prefix) || !id.substring(prefix.length()).matches("\\d{1,18}")) {
                return Optional.empty();
            }
            long known = Long.parseLong(id.substring(prefix.length()));
            return isRemembered(known) ? Optional.of(known) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isRemembered(long known) {
        return known == revision
                || (known < revision && !frames.isEmpty() && frames.getFirst().revision() <= known + 1);
    }

    /** Frames after a revision; waits for one at most so long; a reset when they are no longer remembered. */
    List<Frame> after(long known, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (revision == known && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!isRemembered(known)) {
                return List.of(reset());
            }
            List<Frame> news = new ArrayList<>();
            for (Numbered numbered : frames) {
                if (numbered.revision() > known) {
                    news.add(numbered.frame());
                }
            }
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Tells a watcher to fetch the page anew. */
    Frame reset() {
        lock.lock();
        try {
            return new Frame(epoch + "-" + revision, "reset", EMPTY);
        } finally {
            lock.unlock();
        }
    }

    long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    void watched(int by) {
        lock.lock();
        try {
            watchers += by;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody, at the end. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
