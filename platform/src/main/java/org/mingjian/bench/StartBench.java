package org.mingjian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process to the first page, database kept from an earlier start, against an empty Spring Boot
 * application with the same class path, both with an archive of classes; in turn, medians. The peer started plainly, as
 * most people start theirs, is in the notes.
 */
final class StartBench implements Bench.Measurement {

    private static final int RUNS = 5;
    private static final String EMPTY = "org.mingjian.bench.EmptyApplication";

    /** Times of starts, and the processor time that the last had used when its page came. */
    private static final class Starts {

        private final OwnProcess.Call call;
        private final double[] seconds;
        private double processor;

        Starts(OwnProcess.Call call, int runs) {
            this.call = call;
            this.seconds = new double[runs];
        }

        void one(int run, Path folder) throws IOException, InterruptedException {
            try (OwnProcess process = OwnProcess.start(call, folder)) {
                seconds[run] = process.seconds();
                processor = process.handle()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1e3;
            }
        }

        double median() {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    @Override
    public Measured run(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
        Path folder = Files.createTempDirectory("mingjian-bench");
        Starts ours = new Starts(OwnProcess.platform(folder), runs);
        Starts peer = new Starts(new OwnProcess.Call(EMPTY, OwnProcess.archived(folder, EMPTY)), runs);
        Starts plain = new Starts(new OwnProcess.Call(EMPTY, List.of("-Xlog:disable")), runs);
        // The first starts make the database with the sample accounts, and the archives of classes.
        OwnProcess.start(OwnProcess.platform(folder), folder).ready().close();
        peer.one(0, folder);
        for (int i = 0; i < runs; i++) {
            peer.one(i, folder);
            ours.one(i, folder);
            plain.one(i, folder);
        }
        return new Measured(
                "start",
                ours.median(),
                peer.median(),
                ours.median() / peer.median(),
                List.of(new Measured.Size(runs, ours.median())),
                0,
                Map.of(
                        "unit",
                        "seconds to the first page (lower is better)",
                        "peer",
                        "an empty Spring Boot application, with an archive of classes too",
                        "peer started plainly, seconds",
                        plain.median(),
                        "processor seconds (ours, peer)",
                        List.of(ours.processor, peer.processor)));
    }
}
