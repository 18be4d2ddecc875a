package org.mingjian.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupWorkTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyOrderGetsItsOwnResultOnce() throws Exception {
        AtomicInteger done = new AtomicInteger();
        GroupWork<Integer, Integer> work = new GroupWork<>(threads, 7, batch -> {
            done.addAndGet(batch.size());
            return batch.stream().map(order -> order * 2).toList();
        });

        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int order = i;
            answers.add(threads.submit(() -> work.of(order)));
        }

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(done).hasValue(2_000);
    }

    @Test
    void ordersThatCameMeanwhileShareAPiece() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> sizes = new ArrayList<>();
        GroupWork<Integer, Integer> work = new GroupWork<>(threads, 100, batch -> {
            sizes.add(batch.size());
            first.countDown();
            await(go);
            return batch;
        });

        Future<Integer> alone = threads.submit(() -> work.of(0));
        first.await();
        CountDownLatch submitted = new CountDownLatch(20);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            int order = i;
            others.add(Thread.ofPlatform().start(() -> {
                submitted.countDown();
                work.of(order);
            }));
        }
        submitted.await();
        while (others.stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)) {
            Thread.onSpinWait();
        }
        go.countDown();
        alone.get();
        for (Thread other : others) {
            other.join();
        }

        assertThat(sizes).containsExactly(1, 20);
    }

    @Test
    void oneThatFailsTakesNoOtherDown() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        GroupWork<Integer, Integer> work = new GroupWork<>(threads, 100, batch -> {
            first.countDown();
            await(go);
            if (batch.contains(3)) {
                throw new IllegalArgumentException("three");
            }
            return batch;
        });

        threads.submit(() -> work.of(0));
        first.await();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            int order = i;
            answers.add(threads.submit(() -> work.of(order)));
        }
        go.countDown();

        for (int i = 1; i <= 5; i++) {
            Future<Integer> answer = answers.get(i - 1);
            if (i == 3) {
                assertThatThrownBy(answer::get).hasRootCauseMessage("three");
            } else {
                assertThat(answer.get()).isEqualTo(i);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
