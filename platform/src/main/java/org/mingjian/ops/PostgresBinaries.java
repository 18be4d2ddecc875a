package org.mingjian.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that travel on the class path as a {@code .txz} inside a jar, unpacked once into a cache
 * folder. Several processes may unpack at the same time: each fills its own folder and the first rename wins.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** Returns the folder that holds {@code bin/postgres}; unpacks it below {@code cache} when it is not there yet. */
    static Path unpackInto(Path cache) {
        String archive = archiveName();
        Path home = cache.resolve(archive.replace(".txz", ""));
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        try {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, "unpacking-");
            try {
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                unpack(archive, partial);
                moveInPlace(partial, home);
            } finally {
                delete(partial);
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "Cannot unpack PostgreSQL into " + cache + " (" + e.getMessage()
                            + "): free some space there or make the folder writable.",
                    e);
        }
        return home;
    }

    private static String archiveName() {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (machine) {
            case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
            default ->
                throw new StartRefused("No PostgreSQL is packed for the processor " + machine
                        + ": name a PostgreSQL server of your own with --db.");
        };
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new StartRefused("The PostgreSQL programs (" + archive
                        + ") are not in this build: name a PostgreSQL server of your own with --db.");
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, target);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void moveInPlace(Path partial, Path home) throws IOException {
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
