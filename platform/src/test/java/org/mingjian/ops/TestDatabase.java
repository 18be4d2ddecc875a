package org.mingjian.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fresh, migrated database on a real PostgreSQL, in milliseconds: one cluster for each test process, one migrated
 * template, one copy for each call. Nothing is kept: the cluster's folder goes with the process.
 *
 * @param url JDBC address
 */
public record TestDatabase(String url, String user, String password) {

    private static final Path FOLDER = Path.of("target", "postgres").toAbsolutePath();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicBoolean PLATFORMS = new AtomicBoolean();

    /** A database with every module's schema, owned by the application's user. */
    public static TestDatabase fresh() {
        return create("TEMPLATE migrated");
    }

    /** As {@link #fresh()}, for a platform that closes before the server stops. */
    public static TestDatabase forPlatform() {
        PLATFORMS.set(true);
        return fresh();
    }

    /** A database without any schema, for tests of migrations. */
    public static TestDatabase empty() {
        return create("");
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Runs something while a database lets nobody in and has thrown everybody out, as when PostgreSQL is gone. */
    public static void withoutDatabase(String url, Runnable work) {
        String name = url.substring(url.lastIndexOf('/') + 1);
        try {
            Cluster.SERVER.administer(
                    "postgres",
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            try {
                work.run();
            } finally {
                Cluster.SERVER.administer("postgres", "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestDatabase create(String from) {
        String name = "test_" + NUMBER.incrementAndGet();
        EmbeddedPostgres server = Cluster.SERVER;
        try {
            server.administer("postgres", "CREATE DATABASE " + name + " OWNER " + EmbeddedPostgres.OWNER + " " + from);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database(server, name);
    }

    private static TestDatabase database(EmbeddedPostgres server, String name) {
        return new TestDatabase(server.jdbcUrl(name), EmbeddedPostgres.OWNER, server.password());
    }

    /** Started at first use, stopped with the process. */
    private static final class Cluster {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Files.createDirectories(FOLDER);
                deleteFoldersOfTheDead();
                Path folder = FOLDER.resolve("test-" + ProcessHandle.current().pid());
                // Killed processes lose nothing without fsync; only a power cut would, and then the test is over too.
                // The password is made for this run: thousands of connections need not make guessing it costly.
                Map<String, String> settings = Map.of(
                        "fsync", "off", "full_page_writes", "off", "max_connections", "300", "scram_iterations", "1");
                EmbeddedPostgres server = EmbeddedPostgres.start(
                        new EmbeddedPostgres.Options(folder, FOLDER.resolve("programs"), 0, settings));
                stopLast(() -> stop(server, folder));
                server.ensureDatabase("migrated");
                Migrations.run(database(server, "migrated").dataSource());
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** After the platforms that use it; without any platform Spring's own hook would not run. */
        private static void stopLast(Runnable stop) {
            SpringApplication.getShutdownHandlers().add(stop);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!PLATFORMS.get()) {
                    stop.run();
                }
            }));
        }

        private static void stop(EmbeddedPostgres server, Path folder) {
            server.close();
            try {
                PostgresBinaries.delete(folder);
            } catch (IOException leftForTheNextRun) {
                System.err.println("left behind: " + folder);
            }
        }

        private static void deleteFoldersOfTheDead() throws IOException {
            try (Stream<Path> folders = Files.list(FOLDER)) {
                for (Path folder : folders.toList()) {
                    String name = folder.getFileName().toString();
                    if (name.startsWith("test-")
                            && ProcessHandle.of(Long.parseLong(name.substring(5)))
                                    .isEmpty()) {
                        PostgresBinaries.delete(folder);
                    }
                }
            }
        }
    }
}
