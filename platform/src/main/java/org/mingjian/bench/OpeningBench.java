package org.mingjian.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.walk.Walk;
import tools.jackson.databind.JsonNode;

/**
 * All bidders give their decrypt command at once, through HTTP, until the board shows every bid opened. The limit
 * is the
 * pure SM2 work: one decryption at the bidder's side, one signature, one verification at the platform's, all done on
 * this machine by OpenSSL on all cores. The platform is a process of its own, as {@code ./mingjian run} starts it; the
 * bidders are this process, and what it needs of the processors is in the notes.
 *
 * <p>{@code bench opening [BIDS [WATCHERS [ROUNDS]]]}: first a quarter of the bids, then all of them, so many times.
 * The figure is of the first round of all.
 */
final class OpeningBench implements Bench.Measurement {

    /** Bids of the opening that many watch. */
    private static final int WATCHED = 200;

    private static final int WARM = 40;

    /** One opening. */
    private record Round(int bids, double perSecond, List<Double> processorMillis) {}

    @Override
    public Measured run(String[] arguments) throws Exception {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1528;
        int watchers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("unit", "bids/s opened on the board");
        notes.put("peer", "openssl speed sm2: one signature + one verification");
        Path folder = Files.createTempDirectory("mingjian-bench");
        List<Round> done = new ArrayList<>();
        try (OwnProcess platform = OwnProcess.start(OwnProcess.platform(folder), folder)) {
            Cpu cpu = Cpu.of(folder, platform.ready().handle());
            round(platform, cpu, folder, WARM);
            done.add(round(platform, cpu, folder, largest / 4));
            for (int i = 0; i < rounds; i++) {
                done.add(round(platform, cpu, folder, largest));
            }
            if (watchers > 0) {
                var seen = new Walk.Measuring(watchers, () -> {}, () -> {});
                watched(Walk.rush(platform.url(), Math.min(largest, WATCHED), keys(folder), seen), notes);
                notes.put("watchers", watchers);
            }
        }
        notes.put("rounds: bids, bids/s, processor milliseconds of a bid in bidders, platform, PostgreSQL", done);
        Round small = done.get(0);
        Round large = done.get(1);
        double limit = openssl();
        double growth = Math.log((large.bids() / large.perSecond()) / (small.bids() / small.perSecond()))
                / Math.log((double) large.bids() / small.bids());
        List<Measured.Size> sizes = List.of(
                new Measured.Size(small.bids(), small.perSecond()), new Measured.Size(large.bids(), large.perSecond()));
        double ours = large.perSecond();
        return new Measured("opening", ours, limit, limit == 0 ? 0 : ours / limit, sizes, growth, notes);
    }

    private static Round round(OwnProcess platform, Cpu cpu, Path folder, int bids) {
        Cpu.Used[] used = new Cpu.Used[2];
        var measuring = new Walk.Measuring(0, () -> used[0] = cpu.now(), () -> used[1] = cpu.now());
        JsonNode answer = Walk.rush(platform.url(), bids, keys(folder), measuring);
        int opened = answer.path("opened").asInt();
        return new Round(
                bids,
                opened * 1000.0 / answer.path("decryptMillis").asLong(),
                used[1].since(used[0]).millisOfEach(opened));
    }

    private static Path keys(Path folder) {
        return folder.resolve("keys.json");
    }

    /** Every watcher has every change, and how long the slowest waited. */
    private static void watched(JsonNode answer, Map<String, Object> notes) {
        if (answer.path("lostFrames").asInt() > 0 || answer.path("frames").asInt() == 0) {
            throw new IllegalStateException("watchers missed changes: " + answer);
        }
        notes.put("slowestWatcherMillis", answer.path("slowestMillis").asLong());
        notes.put("frames", answer.path("frames").asInt());
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
