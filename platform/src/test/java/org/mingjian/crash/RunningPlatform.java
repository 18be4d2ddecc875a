package org.mingjian.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A platform and its PostgreSQL as real processes that may be killed. */
public final class RunningPlatform implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final int port = freePort();
    private final Path data;
    private final Class<?> main;
    private final List<String> options;
    private Process java;

    RunningPlatform(Path data) {
        this(data, OpenTradePlatform.class, List.of());
    }

    /** @param main what is run, with more of its options */
    public RunningPlatform(Path data, Class<?> main, List<String> options) {
        this.data = data;
        this.main = main;
        this.options = options;
        this.java = start();
    }

    /** Starts, or starts again, and returns when it answers. */
    private Process start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--server.port=" + port,
                "--spring.profiles.active=sandbox",
                "--mingjian.data=" + data,
                "--mingjian.programs="
                        + Path.of("target", "postgres", "programs").toAbsolutePath()));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("platform.log").toFile()))
                    .start();
            Awaitility.await("a platform that answers")
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !process.isAlive() || isReady());
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(data.resolveSibling("platform.log")));
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It writes its control file last, when samples are loaded and the trade is open. */
    private boolean isReady() {
        return answers() && Files.exists(data.resolve("control"));
    }

    boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/plans"))
                    .timeout(Duration.ofSeconds(15))
                    .build();
            // Not signed in: 401 from the gate, which has asked the database for the session.
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String checkpoint() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/log/checkpoint"))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** kill -9 of the JVM, and the start of another on the same data. */
    public void killPlatform() throws IOException {
        java.destroyForcibly();
        java.onExit().join();
        Files.deleteIfExists(data.resolve("control"));
        java = start();
    }

    /** kill -9 of the database's main process; the platform must start it again by itself. */
    void killDatabase() throws IOException {
        long killed = databaseProcess();
        ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);
        Awaitility.await("a new database process")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> databaseProcess() != killed);
    }

    /** kill -9 of one of the database's sessions, which makes PostgreSQL recover from its log. */
    void killSession() throws IOException {
        ProcessHandle.of(databaseProcess()).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> nameOf(child).contains("mingjian_app mingjian"))
                .findFirst()
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    public JdbcClient database() throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:"
                + Files.readAllLines(postmasterFile()).get(3).strip() + "/mingjian");
        source.setUser("mingjian");
        source.setPassword(Files.readString(data.resolve("postgres/password")).strip());
        return JdbcClient.create(source);
    }

    @Override
    public void close() {
        java.destroy();
        java.onExit().join();
    }

    private long databaseProcess() throws IOException {
        return Long.parseLong(Files.readAllLines(postmasterFile()).getFirst().strip());
    }

    private Path postmasterFile() {
        return data.resolve("postgres/cluster/postmaster.pid");
    }

    private static String nameOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    /** Returns when it answers again, so that clients of a killed platform leave the processors to its start. */
    public void awaitAnswer() {
        Awaitility.await("a platform that answers")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(this::answers);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
