package org.mingjian.backup.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.mingjian.backup.domain.Manifest;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * With {@code mingjian.backup.to} (folder) and {@code mingjian.backup.for} (public key): every finished file of the
 * database's log of changes goes there sealed within seconds, at the latest a minute after the change; a whole backup
 * each night at {@code mingjian.backup.at}; the newest {@code mingjian.backup.keep} are kept, with the changes since
 * the oldest of them. While the place is away nothing is lost: the files wait beside the database.
 */
@Component
@ConditionalOnProperty("mingjian.backup.to")
class ShippingChanges {

    /** Attempts are five seconds apart: a warning each minute. */
    private static final int WARN_EVERY = 12;

    private static final Logger LOG = LoggerFactory.getLogger(ShippingChanges.class);

    private final TakingBackups backups;
    private final ObjectProvider<EmbeddedPostgres> servers;
    private final BackupFolder folder;
    private final String publicKey;
    private final int keep;
    private final JsonMapper json;
    private int failures;

    ShippingChanges(
            TakingBackups backups,
            ObjectProvider<EmbeddedPostgres> servers,
            @Value("${mingjian.backup.to}") Path to,
            @Value("${mingjian.backup.for}") String publicKey,
            @Value("${mingjian.backup.keep:14}") int keep,
            JsonMapper json) {
        this.backups = backups;
        this.servers = servers;
        this.folder = new BackupFolder(to.toAbsolutePath(), Base64.getDecoder().decode(publicKey));
        this.publicKey = publicKey;
        this.keep = Math.max(1, keep);
        this.json = json;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void ship() {
        EmbeddedPostgres server = servers.getIfAvailable();
        if (server == null) {
            return;
        }
        try (Stream<Path> waiting = Files.list(server.archive())) {
            for (Path change : waiting.filter(file -> !file.toString().endsWith(".part"))
                    .sorted()
                    .toList()) {
                folder.seal(folder.segment(change.getFileName().toString()), out -> Files.copy(change, out));
                Files.delete(change);
            }
        } catch (IOException away) {
            if (failures++ % WARN_EVERY == 0) {
                LOG.warn("changes of the database wait, {} cannot be written: {}", folder.path(), away.getMessage());
            }
        }
    }

    @Scheduled(cron = "${mingjian.backup.at:0 30 2 * * *}", zone = "Asia/Shanghai")
    void nightly() {
        try {
            Manifest manifest = backups.take(folder.path(), publicKey);
            LOG.info("backup {} with {} files", manifest.name(), manifest.objects());
            forgetOld();
        } catch (PlatformException | IOException failed) {
            LOG.error("the nightly backup did not end: {}", failed.getMessage());
        }
    }

    /** Sealed files of the platform stay: they are never many more than the platform itself has. */
    void forgetOld() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(folder.path())) {
            all = found.filter(one -> Files.exists(one.resolve("manifest.json")))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        if (all.size() <= keep) {
            return;
        }
        Path oldest = all.get(keep - 1);
        Manifest kept = json.readValue(oldest.resolve("manifest.json").toFile(), Manifest.class);
        for (Path old : all.subList(keep, all.size())) {
            try (Stream<Path> parts = Files.walk(old)) {
                for (Path part : parts.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(part);
                }
            }
        }
        try (Stream<Path> changes = Files.list(folder.path().resolve("wal"))) {
            for (Path change : changes.toList()) {
                String name = change.getFileName().toString();
                // The first eight digits are the timeline; the order within all of them is the rest's.
                if (name.length() >= 24
                        && name.substring(8, 24).compareTo(kept.firstSegment().substring(8)) < 0) {
                    Files.delete(change);
                }
            }
        }
    }
}
