package org.mingjian.backup.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.mingjian.ops.EmbeddedPostgres;

/**
 * A copy of the running server's files by PostgreSQL's low-level backup interface (PostgreSQL manual, 25.3.4): the
 * files are
 * copied while they change, and the log of changes from the copy's start to its end, which travels with it, sets them
 * right when the copy is started.
 */
final class ClusterCopy {

    /** Their contents are made anew by a starting server. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "log");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "tablespace_map");
    private static final String CONTROL = "global/pg_control";

    /**
     * The log of changes that the copy needs.
     *
     * @param firstSegment its first file
     * @param started by the server's clock, which a recovery to a time counts in
     */
    record Span(String firstSegment, int timeline, Instant started, Instant finished) {}

    private final EmbeddedPostgres server;
    private final TarArchiveOutputStream tar;

    ClusterCopy(EmbeddedPostgres server, TarArchiveOutputStream tar) {
        this.server = server;
        this.tar = tar;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    Span run() throws IOException, SQLException {
        try (Connection session = server.maintenance();
                Statement statement = session.createStatement()) {
            // Goes with this session; keeps the log of changes until it has been copied.
            statement.execute("select pg_create_physical_replication_slot('mingjian_backup', true, true)");
            String first = ask(statement, "select pg_walfile_name(pg_backup_start('mingjian', true))");
            Instant started = server.now();
            copyFiles();
            String last;
            String label;
            try (ResultSet row = statement.executeQuery(
                    "select pg_walfile_name(lsn) as last, labelfile from pg_backup_stop(false)")) {
                row.next();
                last = row.getString("last");
                label = row.getString("labelfile");
            }
            entry("backup_label", label.getBytes(StandardCharsets.UTF_8));
            for (String segment : segments(first, last)) {
                file("pg_wal/" + segment, server.cluster().resolve("pg_wal").resolve(segment));
            }
            // The last, as the manual asks: it says from where to set right.
            file(CONTROL, server.cluster().resolve(CONTROL));
            return new Span(first, Integer.parseInt(first.substring(0, 8), 16), started, server.now());
        }
    }

    private List<String> segments(String first, String last) throws IOException {
        try (Stream<Path> files = Files.list(server.cluster().resolve("pg_wal"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9A-F]{24}"))
                    .filter(name -> name.compareTo(first) >= 0 && name.compareTo(last) <= 0)
                    .sorted()
                    .toList();
        }
    }

    private void copyFiles() throws IOException {
        Path cluster = server.cluster();
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) throws IOException {
                String name = cluster.relativize(folder).toString();
                if (!name.isEmpty()) {
                    folder(name);
                }
                boolean emptied = EMPTIED.contains(name) || name.contains("pgsql_tmp");
                return emptied ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) throws IOException {
                String name = cluster.relativize(file).toString();
                if (!LEFT_OUT.contains(file.getFileName().toString()) && !name.equals(CONTROL)) {
                    file(name, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped meanwhile; the log of changes says so too
                }
                throw why;
            }
        });
    }

    private void folder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
        tar.closeArchiveEntry();
    }

    private void entry(String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** A file that grows meanwhile is copied to its first length, one that shrinks is filled with zeros. */
    private void file(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                tar.write(buffer, 0, read);
                left -= read;
            }
            byte[] zeros = new byte[1 << 13];
            while (left > 0) {
                int part = (int) Math.min(zeros.length, left);
                tar.write(zeros, 0, part);
                left -= part;
            }
            tar.closeArchiveEntry();
        } catch (NoSuchFileException dropped) {
            return; // dropped meanwhile; the log of changes says so too
        }
    }

    private static String ask(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
