package org.mingjian.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Callers that arrive while a piece of work is under way share the next one, so that many small transactions become
 * one. There is no waiting time: a lone caller pays one piece of work and nothing more. At most one piece is under
 * way.
 *
 * @param <T> what a caller brings
 * @param <R> what it gets
 */
public final class GroupWork<T, R> {

    private record Waiting<T, R>(T order, CompletableFuture<R> done) {}

    private final Executor executor;
    private final int most;
    private final Function<List<T>, List<R>> work;
    private final ConcurrentLinkedQueue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();

    /**
     * @param executor where the work is done
     * @param most orders in one piece
     * @param work all or nothing, in one transaction; answers one result for each order, in their order
     */
    public GroupWork(Executor executor, int most, Function<List<T>, List<R>> work) {
        this.executor = executor;
        this.most = most;
        this.work = work;
    }

    /** Returns when the piece that this order was part of is done; throws what the work threw for it. */
    public R of(T order) {
        Waiting<T, R> mine = new Waiting<>(order, new CompletableFuture<>());
        queue.add(mine);
        if (working.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
        try {
            return mine.done().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Looks once more after it has said that it stops: an order that came in between must not wait for the next. */
    private void drain() {
        do {
            List<Waiting<T, R>> piece = next();
            while (!piece.isEmpty()) {
                work(piece);
                piece = next();
            }
            working.set(false);
        } while (!queue.isEmpty() && working.compareAndSet(false, true));
    }

    private List<Waiting<T, R>> next() {
        List<Waiting<T, R>> piece = new ArrayList<>();
        while (piece.size() < most) {
            Waiting<T, R> one = queue.poll();
            if (one == null) {
                break;
            }
            piece.add(one);
        }
        return piece;
    }

    /** One order that fails must not take the others down: a piece that failed is done one by one. */
    private void work(List<Waiting<T, R>> piece) {
        try {
            List<R> results = work.apply(piece.stream().map(Waiting::order).toList());
            for (int i = 0; i < piece.size(); i++) {
                piece.get(i).done().complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (piece.size() == 1) {
                piece.getFirst().done().completeExceptionally(e);
            } else {
                piece.forEach(one -> work(List.of(one)));
            }
        }
    }
}
