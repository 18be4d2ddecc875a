package org.mingjian.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, killed with SIGKILL while it signs. */
class KilledProcessTest {

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog().grow(4000, "fact");
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aKilledCosignerRemembersEveryHeadItVouchedFor() throws Exception {
        Random random = new Random(9);
        int vouched = 0;
        for (int life = 0; life < 4; life++) {
            Process process = start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                String address = address(out);
                int known = known(address);
                assertThat(known).as("after life %s", life).isBetween(vouched, vouched + 1);
                vouched = known;
                CountDownLatch some = new CountDownLatch(2 + random.nextInt(8));
                long more = random.nextInt(5_000_000);
                Thread killer = Thread.ofPlatform().start(() -> {
                    awaitQuietly(some);
                    for (long end = System.nanoTime() + more; System.nanoTime() < end; ) {
                        Thread.onSpinWait();
                    }
                    process.destroyForcibly();
                });
                vouched = sign(address, vouched, some);
                killer.join();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(vouched).isGreaterThan(4);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signs head after head until the process is gone. @return the last size that was answered */
    private int sign(String address, int from, CountDownLatch answered) throws Exception {
        int size = from;
        while (size < 3999) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(address + "/add-checkpoint"))
                                .POST(BodyPublishers.ofString(log.call(size, size + 1)))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                size++;
                answered.countDown();
            } catch (IOException killed) {
                return size;
            }
        }
        return size;
    }

    private int known(String address) throws Exception {
        String state = http.send(
                        HttpRequest.newBuilder(URI.create(address + "/")).build(), BodyHandlers.ofString())
                .body();
        return Integer.parseInt(state.replaceAll("(?s).*\"size\":(\\d+).*", "$1"));
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.mingjian.cosign.Cosign",
                        "--dir",
                        folder.resolve("cosigner").toString(),
                        "--name",
                        "audit.example",
                        "--log",
                        log.keyLine(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String address(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("listening on ")) {
                return line.substring("listening on ".length());
            }
        }
        throw new IllegalStateException("the co-signer did not start");
    }
}
