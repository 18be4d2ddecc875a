package org.mingjian.facts.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.mingjian.facts.Recorded;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writers that arrive while a commit is under way share the next one. One thread commits whatever has queued; there is
 * no waiting time, so a lone writer pays one commit and nothing more.
 */
final class GroupCommit {

    private static final int MOST = 512;

    private record Waiting(Contents.Prepared fact, CompletableFuture<Recorded> done) {}

    private final TransactionTemplate transaction;
    private final Function<List<Contents.Prepared>, List<Recorded>> write;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    GroupCommit(TransactionTemplate transaction, Function<List<Contents.Prepared>, List<Recorded>> write) {
        this.transaction = transaction;
        this.write = write;
        Thread.ofPlatform().name("group-commit").daemon().start(this::work);
    }

    Recorded append(Contents.Prepared fact) {
        Waiting mine = new Waiting(fact, new CompletableFuture<>());
        queue.add(mine);
        try {
            return mine.done().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, MOST - 1);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that cannot be written must not take the others down: a failed batch is written one by one. */
    private void commit(List<Waiting> batch) {
        try {
            List<Contents.Prepared> facts = batch.stream().map(Waiting::fact).toList();
            List<Recorded> recorded = Objects.requireNonNull(transaction.execute(status -> write.apply(facts)));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).done().complete(recorded.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().done().completeExceptionally(e);
                return;
            }
            batch.forEach(one -> commit(List.of(one)));
        }
    }
}
