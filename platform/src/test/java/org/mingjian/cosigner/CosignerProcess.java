package org.mingjian.cosigner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another organisation's co-signer: the real program, as {@code ./mingjian cosign} starts it. */
final class CosignerProcess implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    CosignerProcess(Path folder, String name, String logKey, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.mingjian.cosign.Cosign",
                "--dir",
                folder.toString(),
                "--name",
                name,
                "--log",
                logKey));
        command.addAll(List.of(more));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(said::add);
            } catch (IOException | UncheckedIOException ended) {
                said.add("ended");
            }
        });
    }

    /** Waits for a line that begins so. @return what follows */
    String hears(String start) throws InterruptedException {
        for (String line : heard) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        String line;
        while ((line = said.poll(30, TimeUnit.SECONDS)) != null) {
            heard.add(line);
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new AssertionError("the co-signer did not say " + start + " but " + heard);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
