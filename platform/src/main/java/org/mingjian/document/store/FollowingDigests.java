package org.mingjian.document.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.mingjian.kernel.crypto.Sm3;

/**
 * Digests of parts that this process has seen grow from their first byte, computed beside the writing, so that a large
 * file is not read once more at its end. A part that somebody else wrote to, that began before this process did, or
 * whose writing failed has none here and is read back.
 */
final class FollowingDigests {

    /** Parts followed at once; the next ones are read back. */
    private static final int MOST_PARTS = 512;

    /** Pieces that wait to be digested, over all parts: bounds the memory. */
    private static final int MOST_PIECES = 64;

    private final Map<UUID, Following> parts = new HashMap<>();
    private final Semaphore pieces = new Semaphore(MOST_PIECES);
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    /** How far a part has been digested. */
    private static final class Following {
        private final Sm3 digest = new Sm3();
        private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        private long length;
    }

    /** Begins to follow a part that is empty. */
    synchronized void begin(UUID part) {
        if (parts.size() < MOST_PARTS) {
            parts.put(part, new Following());
        }
    }

    /** The bytes now at an offset of the part, not to be changed afterwards. Waits while too many wait. */
    void add(UUID part, long offset, byte[] bytes, int length) {
        synchronized (this) {
            Following following = parts.get(part);
            if (following == null) {
                return;
            }
            if (following.length != offset) {
                parts.remove(part);
                return;
            }
        }
        pieces.acquireUninterruptibly();
        synchronized (this) {
            Following following = parts.get(part);
            if (following == null || following.length != offset) {
                pieces.release();
                return;
            }
            following.length += length;
            following.last = following.last.thenRunAsync(
                    () -> {
                        try {
                            following.digest.update(bytes, 0, length);
                        } finally {
                            pieces.release();
                        }
                    },
                    threads);
        }
    }

    /** What was followed is not to be relied on. */
    synchronized void forget(UUID part) {
        parts.remove(part);
    }

    /** The digest of the whole part, if exactly these many bytes of it were seen; it is given out once. */
    Optional<byte[]> of(UUID part, long length) {
        Following following;
        synchronized (this) {
            following = parts.remove(part);
        }
        if (following == null || following.length != length) {
            return Optional.empty();
        }
        try {
            following.last.join();
        } catch (CompletionException failed) {
            return Optional.empty();
        }
        return Optional.of(following.digest.finish());
    }
}
