package org.mingjian.backup.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.mingjian.backup.domain.Manifest;
import org.mingjian.backup.domain.OpeningInput;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.EmbeddedPostgres;
import org.mingjian.ops.StartRefused;
import tools.jackson.databind.json.JsonMapper;

/** One backup being unpacked into an empty data folder. */
final class Restoring {

    private static final DateTimeFormatter TARGET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSx").withZone(ZoneOffset.UTC);

    /**
     * @param changes files of the database's log of changes that were given to the recovery
     * @param objects files restored
     * @param damaged files whose content is not that of their name; the first 100
     */
    record Restored(String name, Instant takenAt, int changes, long objects, List<String> damaged) {}

    /** Reads the plain content. */
    private interface Content {
        void from(InputStream plain) throws IOException;
    }

    private final Path base;
    private final Path folder;
    private final byte[] key;
    private final Path data;
    private final Manifest manifest;

    Restoring(Path base, byte[] key, Path data) throws IOException {
        this.base = base.toAbsolutePath();
        this.folder = this.base.resolveSibling("");
        this.key = key;
        this.data = data;
        Path about = base.resolve("manifest.json");
        if (!Files.isRegularFile(about)) {
            throw new IOException(base + " holds no manifest.json: it is no backup, or one that did not end");
        }
        this.manifest = JsonMapper.shared().readValue(about.toFile(), Manifest.class);
    }

    Restored run(Optional<Instant> until, Path programs) throws IOException {
        takePlace();
        for (Manifest.Part part : manifest.parts()) {
            Path file = base.resolve(part.file());
            if (Files.size(file) != part.bytes() || !sm3(file).equals(part.sm3())) {
                throw new IOException(file + " is not the file that the manifest names");
            }
        }
        open(base.resolve("keys.sealed"), plain -> unpack(plain, data));
        Path cluster = Files.createDirectories(data.resolve("postgres/cluster"));
        open(base.resolve("database.sealed"), plain -> unpack(plain, cluster));
        int changes = changes(data.resolve("postgres/changes"));
        List<String> damaged = new ArrayList<>();
        long objects = objects(damaged);
        recover(settings(until, changes), programs);
        return new Restored(manifest.name(), manifest.startedAt(), changes, objects, damaged);
    }

    private void takePlace() throws IOException {
        Files.createDirectories(data);
        try (Stream<Path> inside = Files.list(data)) {
            if (inside.anyMatch(one -> !one.getFileName().toString().equals("programs"))) {
                throw new FileAlreadyExistsException(data + " is not empty: restore into an empty folder");
            }
        }
        // Other users of the machine must not read what is being unpacked.
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    }

    private void open(Path file, Content content) throws IOException {
        try (InputStream sealed = new OpeningInput(new BufferedInputStream(Files.newInputStream(file), 1 << 16), key);
                InputStream plain = new GZIPInputStream(sealed, 1 << 16)) {
            content.from(plain);
            plain.transferTo(OutputStream.nullOutputStream()); // so that the end has been checked too
        } catch (IOException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static void unpack(InputStream plain, Path into) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(plain);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path place = into.resolve(entry.getName()).normalize();
            if (!place.startsWith(into)) {
                throw new IOException("the archive names a file outside itself: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(place);
            } else {
                Files.createDirectories(place.getParent());
                Files.copy(tar, place);
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    /** The changes since the backup began, of every timeline, in the clear for the recovery. */
    private int changes(Path into) throws IOException {
        Path kept = folder.resolve("wal");
        Files.createDirectories(into);
        if (!Files.isDirectory(kept)) {
            return 0;
        }
        int count = 0;
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".sealed"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".sealed", "");
                boolean needed = name.length() < 24
                        || name.substring(8, 24)
                                        .compareTo(manifest.firstSegment().substring(8))
                                >= 0;
                if (needed) {
                    open(file, plain -> Files.copy(plain, into.resolve(name)));
                    count++;
                }
            }
        }
        return count;
    }

    private long objects(List<String> damaged) throws IOException {
        Path kept = folder.resolve("objects");
        if (!Files.isDirectory(kept)) {
            return 0;
        }
        long count = 0;
        Path objects = data.resolve("files/objects");
        List<Path> all;
        try (Stream<Path> found = Files.walk(kept)) {
            all = found.filter(one -> one.toString().endsWith(".sealed")).toList();
        }
        for (Path file : all) {
            String name = kept.relativize(file).toString().replace(".sealed", "");
            Path place = objects.resolve(name);
            Files.createDirectories(place.resolveSibling(""));
            try {
                open(file, plain -> Files.copy(plain, place));
                if (sm3(place).equals(name.replace("/", ""))) {
                    count++;
                    continue;
                }
            } catch (IOException wrong) {
                Files.deleteIfExists(place);
            }
            if (damaged.size() < 100) {
                damaged.add(file.toString());
            }
        }
        return count;
    }

    private Map<String, String> settings(Optional<Instant> until, int changes) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (changes > 0 || until.isPresent()) {
            Path kept = data.resolve("postgres/changes").toRealPath();
            settings.put("restore_command", "cp '" + kept + "/%f' '%p'");
            settings.put("recovery_target_action", "promote");
            until.ifPresent(time -> settings.put("recovery_target_time", TARGET.format(time)));
            Files.createFile(data.resolve("postgres/cluster/recovery.signal"));
        }
        return settings;
    }

    private void recover(Map<String, String> settings, Path programs) throws IOException {
        Path own = data.resolve("postgres");
        for (Path folder : List.of(own, own.resolve("cluster"))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        try {
            // Returns when every change has been replayed.
            EmbeddedPostgres.start(new EmbeddedPostgres.Options(own, programs, 0, settings))
                    .close();
        } catch (StartRefused stopped) {
            throw new IOException(lastWords(own.resolve("cluster/log")).orElse(stopped.getMessage()), stopped);
        }
    }

    /** Why the server ended, such as that the changes do not reach to the time asked for. */
    private static Optional<String> lastWords(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return Optional.empty();
        }
        List<String> fatal = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.sorted().toList()) {
                fatal.addAll(Files.readAllLines(log).stream()
                        .filter(line -> line.contains("FATAL") && !line.contains("starting up"))
                        .toList());
            }
        }
        return fatal.isEmpty() ? Optional.empty() : Optional.of(fatal.getLast());
    }

    private static String sm3(Path file) throws IOException {
        Sm3 sm3 = new Sm3();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sm3.update(buffer, 0, read);
            }
        }
        return Sm3.hex(sm3.finish());
    }
}
