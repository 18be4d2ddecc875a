package org.mingjian.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.mingjian.Platform;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.ops.EmbeddedPostgres;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Durable facts per second from 1, 8 and 64 writers, sequenced and in the Merkle log, against one-row inserts by
 * pgbench
 * with 64 clients on the same server with the same durability.
 */
final class FactsBench implements Bench.Measurement {

    private static final Duration WARM = Duration.ofSeconds(8);
    private static final int[] WRITERS = {1, 8, 64};

    @Override
    public Measured run(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10);
        Path folder = Files.createTempDirectory("mingjian-bench");
        try (ConfigurableApplicationContext platform = start(folder)) {
            Facts facts = platform.getBean(Facts.class);
            JdbcClient sql = platform.getBean(JdbcClient.class);
            platform.getBean(EmbeddedPostgres.class)
                    .administer(
                            "mingjian",
                            "create table public.bench_row"
                                    + " (id bigint generated always as identity primary key, body text)",
                            "grant insert on public.bench_row to public");
            write(facts, 64, WARM);
            Cpu cpu = Cpu.of(folder);
            Duration platformBefore = Duration.ZERO;
            Duration databaseBefore = Duration.ZERO;
            List<Measured.Size> sizes = new ArrayList<>();
            for (int writers : WRITERS) {
                platformBefore = cpu.platform();
                databaseBefore = cpu.database();
                sizes.add(new Measured.Size(writers, write(facts, writers, time)));
            }
            double ours = sizes.getLast().ours();
            double placed = ours * time.toSeconds();
            double platformCost = cpu.platform().minus(platformBefore).toNanos() / 1e3 / placed;
            double databaseCost = cpu.database().minus(databaseBefore).toNanos() / 1e3 / placed;
            double limit = pgbench(platform.getBean(HikariDataSource.class), time);
            requireSound(sql);
            return new Measured(
                    "facts",
                    ours,
                    limit,
                    limit == 0 ? 0 : ours / limit,
                    sizes,
                    0,
                    Map.of(
                            "unit",
                            "facts/s placed in the log",
                            "peer",
                            "pgbench -c 64, one-row insert",
                            "platformCpuMicrosPerFact",
                            Math.round(platformCost),
                            "databaseCpuMicrosPerFact",
                            Math.round(databaseCost)));
        }
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(Platform.class)
                .web(WebApplicationType.NONE)
                .profiles("bench")
                .properties("mingjian.data=" + folder, "mingjian.db.pool=16")
                .run();
    }

    /** @return facts per second, counted when they have their position */
    private static double write(Facts facts, int writers, Duration time) throws Exception {
        LongAdder written = new LongAdder();
        long before = facts.head();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (var pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String stream = "bench:" + i;
                running.add(pool.submit(() -> {
                    while (System.nanoTime() < end) {
                        facts.append(
                                NewFact.open(stream, "bench.written", Actor.SYSTEM, Map.of("row", "x".repeat(80))));
                        written.increment();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        while (facts.head() < before + written.sum()) {
            Thread.sleep(2);
        }
        return written.sum() / ((System.nanoTime() - begin) / 1e9);
    }

    private static void requireSound(JdbcClient sql) {
        boolean sound = sql.sql("select count(*) = coalesce(max(position), 0)"
                        + " and count(*) = (select count(*) from facts.fact)"
                        + " and count(*) = (select max(size) from facts.checkpoint) from facts.position")
                .query(Boolean.class)
                .single();
        if (!sound) {
            throw new IllegalStateException("the log has a gap");
        }
    }

    /** @return rows per second, or 0 when pgbench is not on this machine */
    private static double pgbench(HikariDataSource pool, Duration time) throws IOException, InterruptedException {
        Path script = Files.createTempFile("bench", ".sql");
        Files.writeString(script, "insert into public.bench_row (body) values (repeat('x', 400));\n");
        String address = pool.getJdbcUrl().replace("jdbc:postgresql:", "postgresql:");
        ProcessBuilder call = new ProcessBuilder(
                "pgbench",
                "-n",
                "-f",
                script.toString(),
                "-c",
                "64",
                "-j",
                "2",
                "-T",
                Long.toString(time.toSeconds()),
                address);
        call.environment().put("PGUSER", pool.getUsername());
        call.environment().put("PGPASSWORD", pool.getPassword());
        try {
            Process process = call.redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out.lines()
                    .filter(line -> line.startsWith("tps = "))
                    .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                    .findFirst()
                    .orElse(0);
        } catch (IOException missing) {
            return 0;
        }
    }
}
