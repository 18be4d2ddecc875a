package org.mingjian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingjian.Platform;
import org.mingjian.walk.Walk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A sealed bid on its way: sent in parts, durable, read back, its envelope checked, its receipt in hand. The limit is
 * {@code cp} of the same file to the same disk until it is there, and SM3 over it by OpenSSL. Argument: megabytes.
 */
final class UploadBench implements Bench.Measurement {

    @Override
    public Measured run(String[] arguments) throws Exception {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        Path folder = Files.createTempDirectory("mingjian-bench");
        Path sealed = folder.resolve("bid.mjb");
        List<Measured.Size> sizes = new ArrayList<>();
        double limit = 0;
        try (ConfigurableApplicationContext platform = new SpringApplicationBuilder(Platform.class)
                .profiles("sandbox")
                .properties("mingjian.data=" + folder.resolve("data"))
                .run("--server.port=0")) {
            String url = "http://localhost:" + platform.getEnvironment().getProperty("local.server.port");
            for (int size : new int[] {Math.max(1, megabytes / 8), megabytes}) {
                long millis = Walk.upload(url, (long) size << 20, sealed, folder.resolve("keys.json"));
                sizes.add(new Measured.Size(size, size * 1000.0 / Math.max(1, millis)));
                limit = size * 1000.0 / Math.max(1, copyAndDigest(sealed));
            }
        }
        double ours = sizes.getLast().ours();
        double growth = Math.log((sizes.get(1).n() / sizes.get(1).ours())
                        / (sizes.get(0).n() / sizes.get(0).ours()))
                / Math.log((double) sizes.get(1).n() / sizes.get(0).n());
        return new Measured(
                "upload",
                ours,
                limit,
                ours / limit,
                sizes,
                growth,
                Map.of("unit", "MB/s from the first byte to the receipt", "peer", "cp, sync, openssl dgst -sm3"));
    }

    private static long copyAndDigest(Path file) throws IOException, InterruptedException {
        Path copy = file.resolveSibling("copy");
        long begin = System.nanoTime();
        await("cp", file.toString(), copy.toString());
        await("sync", copy.toString());
        await("openssl", "dgst", "-sm3", copy.toString());
        long millis = (System.nanoTime() - begin) / 1_000_000;
        Files.delete(copy);
        return millis;
    }

    private static void await(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " failed");
        }
    }
}
