package org.mingjian.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.mingjian.Platform;
import org.mingjian.exchange.command.ExchangePath;
import org.mingjian.exchange.command.MadeProjects;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Specifications;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code exchange --path [HISTORY] [SECONDS]}: a province hands the nation 20 live records a second, alone and while a
 * backfill goes through the second channel. From queueing to acceptance, p99; the limit is the goal.
 */
final class PathBench implements Bench.Measurement {

    private static final double GOAL_SECONDS = 60;
    private static final int EACH_SECOND = 20;
    private static final int TOGETHER = 600;

    @Override
    public Measured run(String[] arguments) throws Exception {
        int history = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Path folder = Files.createTempDirectory("mingjian-bench");
        try (ConfigurableApplicationContext nation = start(folder, "nation", "E9900000001");
                ConfigurableApplicationContext province = start(folder, "province", "E9900000002")) {
            String url = "http://localhost:" + nation.getEnvironment().getProperty("local.server.port");
            ExchangePath path = ExchangePath.joined(province, nation, url);
            Feed feed = new Feed(
                    path, new MadeProjects(nation.getBean(Specifications.class).national()));
            feed.live(EACH_SECOND * 5);
            double[] alone = feed.live(EACH_SECOND * seconds);

            AtomicBoolean over = new AtomicBoolean();
            long begin = System.nanoTime();
            Thread backfill = Thread.ofPlatform().start(() -> feed.past(history));
            Thread end = Thread.ofPlatform().start(() -> {
                feed.await(false, history);
                over.set(true);
            });
            double[] beside = feed.live(over);
            backfill.join();
            end.join();
            double took = (System.nanoTime() - begin) / 1e9;
            path.requireAll(feed.given, history);

            Map<String, Object> notes = new LinkedHashMap<>();
            notes.put("unit", "seconds from queueing to acceptance, p99, beside the backfill; limit is the goal");
            notes.put("live", beside.length);
            notes.put("median", beside[beside.length / 2]);
            notes.put("longest", beside[beside.length - 1]);
            notes.put("p99Alone", p99(alone));
            notes.put("medianAlone", alone[alone.length / 2]);
            notes.put("history", history);
            notes.put("historyPerSecond", Math.round(history / took));
            double p99 = p99(beside);
            return new Measured(
                    "exchange --path",
                    p99,
                    GOAL_SECONDS,
                    p99 / GOAL_SECONDS,
                    List.of(new Measured.Size(history, p99)),
                    0,
                    notes);
        }
    }

    private static double p99(double[] waits) {
        return waits[(int) Math.min(waits.length - 1L, waits.length * 99L / 100)];
    }

    private static ConfigurableApplicationContext start(Path folder, String tier, String code) {
        return new SpringApplicationBuilder(Platform.class)
                .profiles("bench")
                .properties(
                        "mingjian.data=" + folder.resolve(tier),
                        "mingjian.programs=" + folder.resolve("programs"),
                        "mingjian.tier=" + tier,
                        "mingjian.exchange.node=" + code)
                .run("--server.port=0");
    }

    /** What the province gives, so much a second or as fast as it goes. */
    private static final class Feed {

        private final ExchangePath path;
        private final MadeProjects made;
        private final List<DataRecord> next = new ArrayList<>();
        private int project = 500_000;
        private long given;

        Feed(ExchangePath path, MadeProjects made) {
            this.path = path;
            this.made = made;
        }

        double[] live(int count) {
            long first = given + 1;
            long begin = System.nanoTime();
            for (int n = 0; n < count; n++) {
                one(begin, n);
            }
            await(true, given);
            return path.waits(first);
        }

        double[] live(AtomicBoolean over) {
            long first = given + 1;
            long begin = System.nanoTime();
            for (int n = 0; !over.get() || n < EACH_SECOND; n++) {
                one(begin, n);
            }
            await(true, given);
            return path.waits(first);
        }

        private void one(long begin, int n) {
            if (next.isEmpty()) {
                next.addAll(made.project(project++, DataRecord.LIVE));
            }
            long early = begin + n * (1_000_000_000L / EACH_SECOND) - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            path.queue(true, List.of(next.removeFirst()));
            given++;
        }

        void past(int count) {
            List<DataRecord> some = new ArrayList<>();
            int serial = 1;
            for (int left = count; left > 0; left -= some.size()) {
                some.clear();
                while (some.size() < Math.min(left, TOGETHER)) {
                    some.addAll(made.project(serial++, DataRecord.TRIAL));
                }
                some.subList(Math.min(left, some.size()), some.size()).clear();
                path.queue(false, some);
            }
        }

        void await(boolean live, long count) {
            while (path.accepted(live) < count) {
                LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
