package org.mingjian.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mingjian.Platform;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Readers;
import org.postgresql.PGConnection;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code feed [FACTS]}: a reader that is so many facts behind reads them all, each opened and in order, in transactions
 * with the position it has reached; against {@code COPY … TO} of the same rows in the same order.
 */
final class FeedBench implements Bench.Measurement {

    private static final int ROUNDS = 3;
    private static final int WRITERS = 16;
    private static final int TOGETHER = 50;

    @Override
    public Measured run(String[] arguments) throws Exception {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        Path folder = Files.createTempDirectory("mingjian-bench");
        try (ConfigurableApplicationContext platform = start(folder)) {
            Facts facts = platform.getBean(Facts.class);
            Readers readers = platform.getBean(Readers.class);
            Counting counting = platform.getBean(Counting.class);
            write(facts, platform.getBean(TransactionTemplate.class), size);
            waitForOthers(facts, readers);
            List<Measured.Size> sizes = new ArrayList<>();
            double copied = 0;
            for (int round = -1; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                long read = readers.rebuild(counting.name());
                double seconds = (System.nanoTime() - begin) / 1e9;
                counting.requireAll(read, size);
                double rate = copy(platform.getBean(HikariDataSource.class), read);
                if (round >= 0) {
                    sizes.add(new Measured.Size(read, read / seconds));
                    copied = Math.max(copied, rate);
                }
            }
            double ours =
                    sizes.stream().mapToDouble(Measured.Size::ours).sorted().toArray()[ROUNDS / 2];
            return new Measured(
                    "feed",
                    ours,
                    copied,
                    ours / copied,
                    sizes,
                    0,
                    Map.of(
                            "unit",
                            "facts/s opened and read in order; median of " + ROUNDS,
                            "peer",
                            "COPY (the same rows in the same order) TO STDOUT, best of " + ROUNDS));
        }
    }

    /** Reads and keeps nothing but what shows that nothing was left out. */
    static final class Counting implements FactReader {

        private long last;
        private long mine;

        @Override
        public String name() {
            return "bench";
        }

        @Override
        public synchronized void reset() {
            last = 0;
            mine = 0;
        }

        @Override
        public synchronized void read(List<Fact> facts) {
            for (Fact fact : facts) {
                if (fact.position() != last + 1) {
                    throw new IllegalStateException(fact.position() + " came after " + last);
                }
                last = fact.position();
                mine += fact.kind().equals("bench.written") && fact.text("row").length() == 80 ? 1 : 0;
            }
        }

        synchronized void requireAll(long read, long written) {
            if (last < read || mine < written) {
                throw new IllegalStateException(
                        "read to " + last + " of " + read + ", found " + mine + " of " + written);
            }
        }
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(Platform.class, Counting.class)
                .web(WebApplicationType.NONE)
                .profiles("bench")
                .properties("mingjian.data=" + folder)
                .run();
    }

    private static void write(Facts facts, TransactionTemplate transaction, int size)
            throws InterruptedException, ExecutionException {
        long before = facts.head();
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                running.add(pool.submit(() -> {
                    for (int from = first * TOGETHER; from < size; from += WRITERS * TOGETHER) {
                        List<NewFact> some = new ArrayList<>(TOGETHER);
                        for (int n = from; n < Math.min(size, from + TOGETHER); n++) {
                            some.add(NewFact.open(
                                    "bench:" + n % 1000, "bench.written", Actor.SYSTEM, Map.of("row", "x".repeat(80))));
                        }
                        transaction.executeWithoutResult(status -> facts.recordAll(some));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        while (facts.head() < before + size) {
            Thread.sleep(20);
        }
    }

    /** Only one reader is measured; the platform's own have read these facts before. */
    private static void waitForOthers(Facts facts, Readers readers) throws InterruptedException {
        for (String name : readers.names()) {
            while (readers.position(name) < facts.head()) {
                Thread.sleep(20);
            }
        }
    }

    /** @return rows a second */
    private static double copy(HikariDataSource pool, long rows) throws SQLException, IOException {
        try (Connection connection = pool.getConnection();
                OutputStream nowhere = OutputStream.nullOutputStream()) {
            long begin = System.nanoTime();
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select f.id, p.position, f.stream, f.seq, f.kind, f.at, f.secrecy, f.digest, f.content"
                                    + " from facts.position p join facts.fact f on f.id = p.fact order by p.position)"
                                    + " to stdout",
                            nowhere);
            if (copied < rows) {
                throw new IllegalStateException(copied + " of " + rows + " rows");
            }
            return copied / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
