package org.mingjian.ops;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the embedded server is told: durable, this machine only, memory by what the machine has. */
final class PostgresSettings {

    private PostgresSettings() {}

    /** @param archive folder for finished files of the log of changes */
    static Map<String, String> of(int port, Path archive) {
        long memory = ServerMemory.megabytes();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", Math.clamp(memory / 8, 64, 1024) + "MB");
        settings.put("effective_cache_size", Math.max(256, memory / 2) + "MB");
        settings.put("maintenance_work_mem", Math.clamp(memory / 64, 32, 256) + "MB");
        settings.put("max_wal_size", "2GB");
        settings.put("wal_compression", "on");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("random_page_cost", "1.1");
        // In force only with archive_mode=on: copied beside and moved, so that a file that is there is whole.
        settings.put(
                "archive_command",
                "cp '%p' '" + archive + "/%f.part' && sync '" + archive + "/%f.part' && mv '" + archive + "/%f.part' '"
                        + archive + "/%f'");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");
        settings.put("logging_collector", "on");
        settings.put("log_filename", "postgres-%a.log");
        settings.put("log_rotation_age", "1d");
        settings.put("log_truncate_on_rotation", "on");
        return settings;
    }
}
