package org.mingjian.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Path PROGRAMS =
            Path.of("target", "postgres", "programs").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void dataSurvivesARestart() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            server.ensureDatabase("kept");
            execute(server, "CREATE TABLE fact (n int)");
            execute(server, "INSERT INTO fact VALUES (42)");
        }

        try (EmbeddedPostgres server = start()) {
            server.ensureDatabase("kept");
            assertThat(ask(server, "SELECT n FROM fact")).isEqualTo("42");
        }
    }

    @Test
    void isDurableByDefaultAndListensOnlyToThisMachine() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            server.ensureDatabase("kept");

            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void neverRunsAsRoot() throws IOException {
        try (EmbeddedPostgres server = start()) {
            String status = Files.readString(Path.of("/proc/" + server.pid() + "/status"));

            assertThat(status.lines().filter(line -> line.startsWith("CapEff:")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).endsWith("0000000000000000"));
        }
    }

    @Test
    void passwordIsForTheOwnerAloneAndAskedFor() throws IOException {
        try (EmbeddedPostgres server = start()) {
            Path file = folder.resolve("password");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(refusal(server)).contains("password authentication failed");
        }
    }

    @Test
    void aServerLeftBehindIsStopped() throws SQLException {
        EmbeddedPostgres killed = start();
        killed.ensureDatabase("kept");
        execute(killed, "CREATE TABLE fact (n int)");
        killed.abandon();

        try (EmbeddedPostgres server = start()) {
            assertThat(isRunning(killed.pid())).isFalse();
            assertThat(server.pid()).isNotEqualTo(killed.pid());
            assertThat(ask(server, "SELECT count(*) FROM fact")).isEqualTo("0");
        }
    }

    @Test
    void aServerThatIsKilledComesBackOnTheSamePortWithEverythingCommitted() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            server.ensureDatabase("kept");
            execute(server, "CREATE TABLE fact (n int)");
            execute(server, "INSERT INTO fact VALUES (42)");
            long killed = server.pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> server.pid() != killed);
            assertThat(ask(server, "SELECT n FROM fact")).isEqualTo("42");
        }
    }

    @Test
    void closingLeavesNoProcess() {
        EmbeddedPostgres server = start();
        long pid = server.pid();

        server.close();

        assertThat(isRunning(pid)).isFalse();
    }

    @Test
    void aStalePidFileThatNamesAStrangerHurtsNobody() throws IOException, InterruptedException {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("cluster/postmaster.pid"), stranger.pid() + "\n");

        try (EmbeddedPostgres server = start()) {
            assertThat(server.pid()).isNotEqualTo(stranger.pid());
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
            stranger.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void severalProcessesMayUnpackAtOnce(@TempDir Path cache) {
        CompletableFuture<Path> one = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackInto(cache));
        CompletableFuture<Path> two = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackInto(cache));

        assertThat(one.join()).isEqualTo(two.join());
        assertThat(one.join().resolve("bin/postgres")).isExecutable();
        assertThat(cache).isDirectoryContaining(path -> path.equals(one.join()));
        assertThat(cache).isDirectoryNotContaining("glob:**unpacking-*");
    }

    /** A dead process that nobody has asked for its exit code yet has an entry, but no command line. */
    private static boolean isRunning(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/cmdline")).isEmpty();
        } catch (IOException gone) {
            return false;
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(new EmbeddedPostgres.Options(folder, PROGRAMS, 0, Map.of()));
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("kept"), EmbeddedPostgres.OWNER, server.password());
    }

    private static String refusal(EmbeddedPostgres server) {
        try {
            DriverManager.getConnection(server.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, "guess")
                    .close();
            return "let in";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
