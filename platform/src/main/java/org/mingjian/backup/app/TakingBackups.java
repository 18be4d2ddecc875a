package org.mingjian.backup.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.mingjian.backup.BackupError;
import org.mingjian.backup.domain.Manifest;
import org.mingjian.backup.domain.SealingOutput;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.LogCheck;
import org.mingjian.facts.NewFact;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.DataFolder;
import org.mingjian.ops.EmbeddedPostgres;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole backup while the platform works: database, then files (so that every file the database names is there), then
 * keys. One at a time. The manifest is written last; a folder without one is a backup that did not end.
 */
@Component
public class TakingBackups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'base-'uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ObjectProvider<EmbeddedPostgres> servers;
    private final DataFolder data;
    private final Path files;
    private final Path keys;
    private final LogCheck log;
    private final Facts facts;
    private final JsonMapper json;
    private final ReentrantLock one = new ReentrantLock();

    TakingBackups(
            ObjectProvider<EmbeddedPostgres> servers,
            DataFolder data,
            @Value("${mingjian.files:${mingjian.data:.mingjian/data}/files}") Path files,
            @Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path keys,
            LogCheck log,
            Facts facts,
            JsonMapper json) {
        this.servers = servers;
        this.data = data;
        this.files = files;
        this.keys = keys;
        this.log = log;
        this.facts = facts;
        this.json = json;
    }

    /**
     * @param to folder for all backups; made when missing
     * @param publicKey base64 of the 65 bytes that {@code ./mingjian keygen} prints
     */
    public Manifest take(Path to, String publicKey) {
        EmbeddedPostgres server = servers.getIfAvailable();
        if (server == null) {
            throw new PlatformException(
                    BackupError.OUTSIDE_DATABASE,
                    "an outside PostgreSQL is backed up with its own tools; this copies the embedded one only");
        }
        byte[] key = key(publicKey);
        if (!one.tryLock()) {
            throw new PlatformException(BackupError.BUSY, "another backup is being taken");
        }
        try {
            Manifest manifest = take(server, new BackupFolder(to.toAbsolutePath(), key));
            facts.append(NewFact.open(
                    "platform:backup",
                    "backup.taken",
                    Actor.SYSTEM,
                    Map.of("name", manifest.name(), "sm3", Sm3.hex(Sm3.digest(json.writeValueAsBytes(manifest))))));
            return manifest;
        } catch (IOException | SQLException e) {
            throw new PlatformException(BackupError.FAILED, "the backup did not end: " + e.getMessage(), e);
        } finally {
            one.unlock();
        }
    }

    private static byte[] key(String publicKey) {
        try {
            byte[] key = Base64.getDecoder().decode(publicKey);
            if (Sm2.isPublicKey(key)) {
                return key;
            }
        } catch (IllegalArgumentException malformed) {
            throw new PlatformException(BackupError.NO_KEY, "give the publicKey that keygen printed", malformed);
        }
        throw new PlatformException(BackupError.NO_KEY, "give the publicKey that keygen printed");
    }

    private Manifest take(EmbeddedPostgres server, BackupFolder folder) throws IOException, SQLException {
        String name = NAME.format(server.now());
        Path making = folder.path().resolve(name + ".making");
        Files.createDirectories(folder.path());
        try {
            Files.createDirectory(making);
        } catch (FileAlreadyExistsException sameSecond) {
            throw new PlatformException(BackupError.BUSY, "another backup began in this second", sameSecond);
        }
        LogCheck.Head head = log.head();
        List<ClusterCopy.Span> span = new ArrayList<>(1);
        List<SQLException> failed = new ArrayList<>(1);
        folder.seal(making.resolve("database.sealed"), out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                span.add(new ClusterCopy(server, tar).run());
            } catch (SQLException e) {
                failed.add(e);
            }
        });
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
        long objects = copyObjects(folder);
        folder.seal(making.resolve("keys.sealed"), this::keys);
        Manifest manifest = new Manifest(
                name,
                span.getFirst().started(),
                span.getFirst().finished(),
                span.getFirst().firstSegment(),
                span.getFirst().timeline(),
                SealingOutput.fingerprint(folder.publicKey()),
                new Manifest.LogHead(head.size(), head.root()),
                List.of(part(making.resolve("database.sealed")), part(making.resolve("keys.sealed"))),
                objects,
                "0.1.0");
        Files.write(
                making.resolve("manifest.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        Files.move(making, folder.path().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }

    /** Files never change under their address, so one that is there already is not copied again. */
    private long copyObjects(BackupFolder folder) throws IOException {
        Path objects = files.resolve("objects");
        if (!Files.isDirectory(objects)) {
            return 0;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(objects)) {
            all = found.filter(Files::isRegularFile).toList();
        }
        for (Path object : all) {
            Path place = folder.object(objects.relativize(object).toString().replace("/", ""));
            if (!Files.exists(place)) {
                folder.seal(place, out -> Files.copy(object, out));
            }
        }
        return all.size();
    }

    private void keys(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        try (Stream<Path> found = Files.list(keys)) {
            for (Path key : found.filter(Files::isRegularFile).sorted().toList()) {
                add(tar, "keys/" + key.getFileName(), key);
            }
        }
        add(tar, "postgres/password", data.path().resolve("postgres/password"));
        tar.finish();
    }

    private static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static Manifest.Part part(Path file) throws IOException {
        Sm3 sm3 = new Sm3();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sm3.update(buffer, 0, read);
            }
        }
        return new Manifest.Part(file.getFileName().toString(), Files.size(file), Sm3.hex(sm3.finish()));
    }
}
