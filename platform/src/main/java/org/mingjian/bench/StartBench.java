package org.mingjian.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process to the first page, database kept from an earlier start, against an empty Spring Boot
 * application with the same class path; in turn, medians.
 */
final class StartBench implements Bench.Measurement {

    private static final int RUNS = 3;

    @Override
    public Measured run(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("mingjian-bench");
        start("org.mingjian.Platform", folder); // the first start makes the database and the archive of classes
        start("org.mingjian.bench.EmptyApplication", folder);
        double[] ours = new double[RUNS];
        double[] empty = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            empty[i] = start("org.mingjian.bench.EmptyApplication", folder);
            ours[i] = start("org.mingjian.Platform", folder);
        }
        Arrays.sort(ours);
        Arrays.sort(empty);
        double median = ours[RUNS / 2];
        double peer = empty[RUNS / 2];
        return new Measured(
                "start",
                median,
                peer,
                median / peer,
                List.of(new Measured.Size(RUNS, median)),
                0,
                Map.of(
                        "unit",
                        "seconds to the first page (lower is better)",
                        "peer",
                        "an empty Spring Boot application"));
    }

    private static double start(String main, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                // As ./mingjian run does, each program with its own archive.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(main + ".jsa"),
                "-Xshare:auto",
                "-Xlog:disable",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                "--server.port=" + port,
                "--mingjian.data=" + folder,
                "--spring.profiles.active=sandbox"));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(call)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitPage(process, "http://localhost:" + port + "/");
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void awaitPage(Process process, String url) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        while (process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() < 500) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("the process ended before it answered");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
