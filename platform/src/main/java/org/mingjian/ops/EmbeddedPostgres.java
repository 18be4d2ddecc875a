package org.mingjian.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that belongs to this process: unpacked, initialised and started in a folder that keeps its data.
 * Durable (fsync on), loopback only, password kept beside the data (0600), never as root. A server of ours that an
 * earlier process left behind is stopped first; a server that dies is started again; {@link #close()} stops it, and so
 * does a small watcher when this process is killed.
 *
 * <p>Folder: {@code password}, {@code cluster/} (the data), {@code start.log}; the server's own log is in {@code
 * cluster/log}. Not for two processes at once: {@link DataFolder} holds the lock.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The user that owns the schemas and migrates them; the platform works as another that it makes. */
    public static final String OWNER = "mingjian";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER = "postgres";

    /** Replaying the log of changes after a crash takes its time; a server that cannot start ends at once. */
    private static final String START_SECONDS = "900";

    private final Path own;
    private final Path cluster;
    private final Path programs;
    private final PostgresUser user;
    private final String password;
    private final int port;
    private volatile boolean closing;
    private volatile long pid;
    private volatile Optional<Process> watcher = Optional.empty();

    /**
     * @param folder where the cluster lives; made when missing
     * @param cache where the programs are unpacked, once for many clusters
     * @param port TCP port on 127.0.0.1, or 0 for a free one
     * @param settings server settings that replace the defaults, such as {@code fsync=off} in tests
     */
    public record Options(Path folder, Path cache, int port, Map<String, String> settings) {
        public Options {
            settings = Map.copyOf(settings);
        }
    }

    /** Starts the server and returns when it answers. Refuses with one line when it cannot. */
    public static EmbeddedPostgres start(Options options) {
        try {
            EmbeddedPostgres server = new EmbeddedPostgres(options);
            server.bringUp(options.settings());
            return server;
        } catch (IOException | SQLException e) {
            throw new StartRefused("The database in " + options.folder() + " does not start: " + e.getMessage(), e);
        }
    }

    private void bringUp(Map<String, String> settings) throws IOException, SQLException {
        initialise();
        Files.createDirectories(archive());
        PostgresUser.handOver(archive(), own);
        stopLeftover();
        configure(settings);
        boolean up = false;
        try {
            launch();
            awaitRecovered();
            createOwner();
            up = true;
        } finally {
            if (!up && pid != 0) {
                close();
            }
        }
        Thread.ofPlatform().daemon().name("postgres-guard").start(this::guard);
    }

    private EmbeddedPostgres(Options options) throws IOException {
        Files.createDirectories(options.folder());
        own = options.folder().toRealPath();
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        cluster = own.resolve("cluster");
        programs = PostgresBinaries.unpackInto(options.cache().toAbsolutePath());
        user = PostgresUser.choose(own, programs);
        password = PrivateFile.secretIn(own.resolve("password"));
        PostgresUser.handOver(own.resolve("password"), own);
        port = options.port() == 0 ? freePort() : options.port();
    }

    public int port() {
        return port;
    }

    /** The operating-system process that answers. */
    public long pid() {
        return pid;
    }

    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Runs statements as the superuser, each in its own transaction: creating databases and the like. */
    public void administer(String database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A session of the superuser, for taking a copy of the whole server; the caller closes it. */
    public Connection maintenance() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password);
    }

    /** The server's own clock, in which its log of changes is counted; a sandbox's clock does not move it. */
    public Instant now() throws SQLException {
        return Instant.ofEpochMilli(
                Long.parseLong(ask("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")));
    }

    /** The folder that holds the server's data files. */
    public Path cluster() {
        return cluster;
    }

    /** Where finished files of the log of changes are put when {@code archive_mode} is on. */
    public Path archive() {
        return own.resolve("archive");
    }

    /** Creates a database owned by {@link #OWNER} unless it is there. */
    public void ensureDatabase(String name) throws SQLException {
        if (ask("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'")
                .equals("0")) {
            administer(SUPERUSER, "CREATE DATABASE " + name + " OWNER " + OWNER);
        }
    }

    /** Fast shutdown: open transactions roll back, everything committed is on disk. Close the connection pool first. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        watcher.ifPresent(Process::destroy);
        try {
            control("stop", "-m", "fast", "-t", "60");
        } catch (IOException e) {
            LOG.warn("PostgreSQL {} did not stop: {}", pid, e.getMessage());
        }
    }

    /** Lets go of the server as a killed process would, but without the watcher: for tests of the next start. */
    void abandon() {
        closing = true;
        watcher.ifPresent(Process::destroyForcibly);
    }

    private void initialise() throws IOException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        // Made beside its place and moved there whole, so that a start that was killed leaves nothing half made.
        Path making = own.resolve("cluster-in-the-making");
        PostgresBinaries.delete(making);
        PostgresBinaries.delete(cluster);
        Path secret = own.resolve("initial-password");
        PrivateFile.write(secret, password);
        PostgresUser.handOver(secret, own);
        try {
            run(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + making,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
        } finally {
            Files.deleteIfExists(secret);
        }
        Path main = making.resolve("postgresql.conf");
        Files.writeString(main, "\ninclude 'mingjian.conf'\n", StandardOpenOption.APPEND);
        Files.move(making, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Settings are written anew at each start; an operator's own go to ALTER SYSTEM, which is read later and wins. */
    private void configure(Map<String, String> changed) throws IOException {
        Map<String, String> settings = PostgresSettings.of(port, archive());
        settings.putAll(changed);
        StringBuilder text = new StringBuilder("# Written at each start. Your own settings: ALTER SYSTEM SET ...\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        Path file = cluster.resolve("mingjian.conf");
        PrivateFile.write(file, text.toString());
        PostgresUser.handOver(file, own);
    }

    /**
     * A server left behind by a killed process is stopped, never adopted: its settings may be old. A process is ours
     * only when its command line names our folder, so a reused process number hits no stranger.
     */
    private void stopLeftover() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long leftover = pidIn(pidFile);
        if (isOurs(leftover)) {
            LOG.info("Stopping PostgreSQL {} that an earlier process left behind", leftover);
            control("stop", "-m", "fast", "-t", "60");
        }
        Files.deleteIfExists(pidFile);
    }

    private synchronized void launch() throws IOException, SQLException {
        Files.deleteIfExists(own.resolve("start.log"));
        control("start", "-t", START_SECONDS, "-l", own.resolve("start.log").toString());
        pid = pidIn(cluster.resolve("postmaster.pid"));
        Path answering = Path.of(ask("SHOW data_directory"));
        if (!answering.equals(cluster)) {
            throw new IOException("port " + port + " is answered by a server for " + answering);
        }
        watcher.ifPresent(Process::destroy);
        watcher = Optional.of(watch(pid));
    }

    /** A server that is set up from a backup answers while it still replays changes, and then only questions. */
    private void awaitRecovered() throws IOException, SQLException {
        while (ask("SELECT pg_is_in_recovery()").equals("t")) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** A process that stops the server when this one is gone, seen by the end of its input; deaf to Ctrl-C. */
    private static Process watch(long server) throws IOException {
        String script = "trap '' INT; read line; kill -INT $1";
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "mingjian-watcher", Long.toString(server)));
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.addFirst("/usr/bin/setsid");
        }
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts the server again when it dies; connections in the pool fail once and are replaced. */
    private void guard() {
        while (!closing) {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
                if (!closing && !isOurs(pid)) {
                    LOG.error("PostgreSQL {} has died; starting it again", pid);
                    restart();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | SQLException e) {
                LOG.warn("PostgreSQL is not up again yet: {}", e.getMessage());
            }
        }
    }

    /** Server processes of the dead one may live for a moment longer; PostgreSQL refuses until they are gone. */
    private synchronized void restart() throws IOException, SQLException {
        if (!closing) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            launch();
        }
    }

    private boolean isOurs(long process) {
        try {
            String commandLine = Files.readString(Path.of("/proc/" + process + "/cmdline"));
            return List.of(commandLine.split("\0")).contains(cluster.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private void createOwner() throws SQLException {
        if (ask("SELECT count(*) FROM pg_roles WHERE rolname = '" + OWNER + "'").equals("0")) {
            // The password is hexadecimal digits only, so it needs no quoting.
            administer(SUPERUSER, "CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + password + "'");
        } else {
            // Folders of an earlier version have an owner that may not.
            administer(SUPERUSER, "ALTER ROLE " + OWNER + " CREATEROLE");
        }
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private void control(String action, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(programs.resolve("bin/pg_ctl").toString(), action, "-w", "-s", "-D", cluster.toString()));
        words.addAll(List.of(more));
        run(words);
    }

    private void run(List<String> words) throws IOException {
        // Into a file, not a pipe: the server inherits it and would keep a pipe open for ever.
        Path output = Files.createTempFile("mingjian-postgres-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(user.command(words))
                    .directory(own.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IOException(reason(Path.of(words.getFirst()), Files.readString(output)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The most telling line of what a PostgreSQL program said. */
    private String reason(Path program, String said) {
        String all = said;
        try {
            all = said + "\n" + Files.readString(own.resolve("start.log"), StandardCharsets.UTF_8);
        } catch (IOException noLog) {
            LOG.debug("no start log", noLog);
        }
        List<String> lines =
                all.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error:"))
                .reduce((earlier, later) -> later)
                .or(() -> lines.stream().reduce((earlier, later) -> later))
                .orElse(program.getFileName() + " failed");
    }

    private static long pidIn(Path pidFile) throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
