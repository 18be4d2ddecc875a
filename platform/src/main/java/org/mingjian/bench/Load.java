package org.mingjian.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Load on a web server: as much as it takes (wrk), or so much a second and not more. */
final class Load {

    private static final String ROTATE = """
            local paths = {}
            for line in io.lines("%s") do paths[#paths + 1] = line end
            init = function() math.randomseed(tonumber(tostring({}):match("0x(%%x+)"), 16) or os.time()) end
            request = function() return wrk.format("GET", paths[math.random(#paths)]) end
            """;

    private Load() {}

    /** @return answers a second for one address, 64 connections; every answer must be a success */
    static double most(String url, Duration time) throws IOException, InterruptedException {
        return wrk(List.of(url), time);
    }

    /** The same for many paths of a server, at random. */
    static double most(String base, List<String> paths, Duration time) throws IOException, InterruptedException {
        Path list = Files.createTempFile("bench", ".txt");
        Path script = Files.createTempFile("bench", ".lua");
        Files.write(list, paths);
        Files.writeString(script, ROTATE.formatted(list));
        return wrk(List.of("-s", script.toString(), base), time);
    }

    private static double wrk(List<String> what, Duration time) throws IOException, InterruptedException {
        List<String> call =
                new ArrayList<>(List.of("wrk", "-t2", "-c64", "-d" + time.toSeconds() + "s", "--timeout", "20s"));
        call.addAll(what);
        Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        if (out.contains("Non-2xx") || out.contains("Socket errors")) {
            throw new IllegalStateException("not every answer was a success:\n" + out);
        }
        return out.lines()
                .filter(line -> line.startsWith("Requests/sec:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(13).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(out));
    }

    /**
     * Asks at a steady rate whether or not earlier questions are answered, so that waiting counts.
     *
     * @return milliseconds from the moment a question was due to its whole answer, sorted
     */
    static double[] steady(String base, List<String> paths, double rate, Duration time)
            throws InterruptedException, ExecutionException {
        int count = Math.max(1, (int) (rate * time.toSeconds()));
        long step = (long) (1e9 / rate);
        List<Future<Double>> asked = new ArrayList<>(count);
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = begin + i * step;
                long early = due - System.nanoTime();
                if (early > 0) {
                    LockSupport.parkNanos(early);
                }
                String path = paths.get(ThreadLocalRandom.current().nextInt(paths.size()));
                asked.add(threads.submit(() -> ask(http, URI.create(base + path), due)));
            }
            double[] millis = new double[count];
            for (int i = 0; i < count; i++) {
                millis[i] = asked.get(i).get();
            }
            java.util.Arrays.sort(millis);
            return millis;
        }
    }

    private static double ask(HttpClient http, URI address, long due) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
        return (System.nanoTime() - due) / 1e6;
    }
}
