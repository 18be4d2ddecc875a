package org.mingjian.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.Platform;
import org.mingjian.walk.Walk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * All bidders give their decrypt command at once, through HTTP, until the board shows every bid opened. The limit
 * is the
 * pure SM2 work: one decryption at the bidder's side, one signature, one verification at the platform's, all done on
 * this machine by OpenSSL on all cores.
 */
final class OpeningBench implements Bench.Measurement {

    /** Bids of the opening that many watch. */
    private static final int WATCHED = 200;

    @Override
    public Measured run(String[] arguments) throws Exception {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1528;
        int watchers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("unit", "bids/s opened on the board");
        notes.put("peer", "openssl speed sm2: one signature + one verification");
        Path folder = Files.createTempDirectory("mingjian-bench");
        List<Measured.Size> sizes = new ArrayList<>();
        try (ConfigurableApplicationContext platform = start(folder)) {
            String url = "http://localhost:" + platform.getEnvironment().getProperty("local.server.port");
            Walk.rush(url, 40, folder.resolve("keys.json"), 0);
            for (int bids : new int[] {largest / 4, largest}) {
                var answer = Walk.rush(url, bids, folder.resolve("keys.json"), 0);
                sizes.add(new Measured.Size(
                        bids,
                        answer.path("opened").asInt()
                                * 1000.0
                                / answer.path("decryptMillis").asLong()));
            }
            if (watchers > 0) {
                watched(Walk.rush(url, Math.min(largest, WATCHED), folder.resolve("keys.json"), watchers), notes);
                notes.put("watchers", watchers);
            }
        }
        double ours = sizes.getLast().ours();
        double limit = openssl();
        double growth = Math.log((sizes.get(1).n() / sizes.get(1).ours())
                        / (sizes.get(0).n() / sizes.get(0).ours()))
                / Math.log((double) sizes.get(1).n() / sizes.get(0).n());
        return new Measured("opening", ours, limit, limit == 0 ? 0 : ours / limit, sizes, growth, notes);
    }

    /** Every watcher has every change, and how long the slowest waited. */
    private static void watched(JsonNode answer, Map<String, Object> notes) {
        if (answer.path("lostFrames").asInt() > 0 || answer.path("frames").asInt() == 0) {
            throw new IllegalStateException("watchers missed changes: " + answer);
        }
        notes.put("slowestWatcherMillis", answer.path("slowestMillis").asLong());
        notes.put("frames", answer.path("frames").asInt());
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(Platform.class)
                .profiles("sandbox")
                .properties("mingjian.data=" + folder)
                .run("--server.port=0");
    }

    /** @return pairs of signature and verification per second on all cores, or 0 when there is no OpenSSL */
    private static double openssl() throws InterruptedException {
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        try {
            Process process = new ProcessBuilder("openssl", "speed", "-seconds", "3", "-multi", cores, "sm2")
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out.lines()
                    .filter(line -> line.matches(".*CurveSM2.*[0-9.]+s +[0-9.]+ +[0-9.]+ *"))
                    .mapToDouble(OpeningBench::pairs)
                    .max()
                    .orElse(0);
        } catch (IOException missing) {
            return 0;
        }
    }

    /** The last two columns of the table: signatures per second and verifications per second. */
    private static double pairs(String line) {
        String[] cells = line.strip().split("\\s+");
        double sign = Double.parseDouble(cells[cells.length - 2]);
        double verify = Double.parseDouble(cells[cells.length - 1]);
        return 1 / (1 / sign + 1 / verify);
    }
}
