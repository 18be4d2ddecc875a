package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.Platform;
import org.mingjian.crash.RunningPlatform;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specification;
import org.mingjian.spec.store.SpecFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of a province at random moments while a system hands it records and it sends them on: every record that was
 * acknowledged stands with the nation, once. {@code -Dmingjian.kill.rounds=30} makes it longer.
 */
class KilledExchangeTest {

    private static final int ROUNDS = Integer.getInteger("mingjian.kill.rounds", 1);
    /** The province's own sample trades are there too. */
    private static final String MINE =
            "select key || ' ' || content from exchange.standing where key like '9120%' order by 1";

    private static final String UNJUDGED = "select count(*) from exchange.lane_in i left join exchange.lane_judged j"
            + " using (peer, lane) where coalesce(j.checked, 0) < i.next - 1";
    private static final String UNANSWERED =
            "select count(*) from exchange.outbound where state in ('QUEUED', 'RECEIVED')";

    private static final Specification NATIONAL = SpecFiles.published().national();

    @TempDir
    Path folder;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger serial = new AtomicInteger();

    @Test
    void everyAcknowledgedRecordStandsWithTheNationOnce() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = Files.createDirectory(folder.resolve("province"));
        List<String> options = List.of(
                "--mingjian.exchange.node=E9900000002",
                "--mingjian.exchange.pause=50ms",
                "--mingjian.exchange.longest-pause=200ms");
        try (Nodes nodes = new Nodes(folder);
                RunningPlatform province = new RunningPlatform(data, Platform.class, options)) {
            Nodes.Node nation = nodes.start("nation", "E9900000001");
            Nodes.join("E9900000002", province.port, nation);
            OtherSystem system = OtherSystem.rehearsing(province.port, "9120");
            Thread sender = Thread.ofVirtual().start(() -> keepSending(system, province));

            for (int round = 0; round < ROUNDS; round++) {
                int before = acknowledged.size();
                Awaitility.await("more").atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > before + 20);
                // The moment is random; a wait for a condition would always hit the same one.
                Thread.sleep(random.nextInt(700));
                province.killPlatform();
            }
            running.set(false);
            sender.join();

            assertThat(acknowledged).as("seed %d", seed).hasSizeGreaterThan(20 * ROUNDS);
            JdbcClient below = province.database();
            JdbcClient above = nation.bean(JdbcClient.class);
            // What was in hand when the last kill came is judged first: that puts it into the line.
            Awaitility.await("everything is judged and answered")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> count(below, UNJUDGED) == 0 && count(below, UNANSWERED) == 0);
            assertThat(keys(above, "select key from exchange.standing where not deleted"))
                    .as("seed %d", seed)
                    .containsAll(acknowledged);
            assertThat(keys(above, "select key from exchange.inbound where key like '9120%'"))
                    .as("once each, seed %d", seed)
                    .doesNotHaveDuplicates();
            assertThat(keys(above, MINE)).as("no difference, seed %d", seed).isEqualTo(keys(below, MINE));
        }
    }

    private void keepSending(OtherSystem system, RunningPlatform province) {
        while (running.get()) {
            DataRecord record = project(serial.incrementAndGet());
            boolean done = false;
            while (!done) {
                try {
                    var answer = system.json(Instant.now(), json(record));
                    done = answer.statusCode() == 200
                            && OtherSystem.first(answer)
                                    .path("state")
                                    .asString()
                                    .equals("ACCEPTED");
                } catch (IOException killed) {
                    province.awaitAnswer();
                }
                done = done || giveUp();
            }
            if (running.get()) {
                acknowledged.add(record.key());
            }
        }
    }

    private boolean giveUp() {
        return !running.get();
    }

    private static long count(JdbcClient database, String question) {
        return database.sql(question).query(Long.class).single();
    }

    private static List<String> keys(JdbcClient database, String question) {
        return database.sql(question).query(String.class).list();
    }

    private static DataRecord project(int serial) {
        DataRecord sample =
                new SampleRecords(NATIONAL).of(NATIONAL.dataset("500").orElseThrow(), serial);
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.put("PROJECT_CODE", "E1401000003" + String.format("%06d", serial));
        fields.put("PROJECT_NAME", "工程" + serial);
        return new DataRecord("500", "", sample.key(), 1, Lane.TEST.channel(), "9120", fields, Map.of());
    }

    private static String json(DataRecord record) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "dataset", record.dataset(),
                        "key", record.key(),
                        "op", record.op(),
                        "channel", record.channel(),
                        "fields", record.fields()));
    }
}
