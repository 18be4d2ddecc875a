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
import java.util.List;

/** A server in a process of its own, started as {@code ./mingjian run} starts it, with an archive of classes. */
final class OwnProcess implements AutoCloseable {

    static final String PLATFORM = "org.mingjian.Platform";

    private final Process process;
    private final Path log;
    private final int port;
    private final double seconds;

    private OwnProcess(Process process, Path log, int port, double seconds) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.seconds = seconds;
    }

    /** How a program is started: main class, options of the JVM. */
    record Call(String main, List<String> java) {}

    /** The platform as {@code ./mingjian run} starts it. */
    static Call platform(Path folder) {
        return new Call(PLATFORM, archived(folder, PLATFORM));
    }

    /** @param folder where the archive is kept */
    static List<String> archived(Path folder, String main) {
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(main + ".jsa"),
                "-Xshare:auto",
                "-Xlog:disable");
    }

    /** The first of the class path, when this is not a development run. */
    private static Path jar() {
        String path = System.getProperty("java.class.path");
        int end = path.indexOf(':');
        return Path.of(end < 0 ? path : path.substring(0, end)).toAbsolutePath();
    }

    /** Returns when the first page has come. */
    static OwnProcess start(Call call, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("-Dfile.encoding=UTF-8");
        words.add("-Djava.awt.headless=true");
        words.addAll(call.java());
        if (call.main().equals(PLATFORM) && jar().toString().endsWith(".jar")) {
            words.addAll(List.of("-jar", jar().toString()));
        } else {
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), call.main()));
        }
        words.add("--server.port=" + port);
        words.add("--mingjian.data=" + folder);
        words.add("--spring.profiles.active=sandbox");
        Path log = folder.resolve(call.main() + ".log");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitPage(process, "http://localhost:" + port + "/");
        } catch (IllegalStateException | InterruptedException failed) {
            process.destroy();
            throw failed;
        }
        return new OwnProcess(process, log, port, (System.nanoTime() - begin) / 1e9);
    }

    private static void awaitPage(Process process, String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (process.isAlive()) {
                try {
                    if (http.send(request, BodyHandlers.discarding()).statusCode() < 500) {
                        return;
                    }
                } catch (IOException notYet) {
                    Thread.sleep(20);
                }
            }
        }
        throw new IllegalStateException("the process ended before it answered");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns when the platform says that it is ready; its sample accounts may come later than its first page. */
    OwnProcess ready() throws IOException, InterruptedException {
        while (!Files.readString(log).contains("is ready after")) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the process ended before it was ready");
            }
            Thread.sleep(20);
        }
        return this;
    }

    /** From the start of the process to its first page. */
    double seconds() {
        return seconds;
    }

    String url() {
        return "http://localhost:" + port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
