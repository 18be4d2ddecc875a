package org.mingjian.backup.domain;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds; lies beside it in the clear, because it tells nothing about anybody.
 *
 * @param name such as {@code base-20261121T023000Z}; folder of the backup
 * @param startedAt machine time, as point-in-time recovery counts it
 * @param firstSegment the first file of the database's log of changes that a recovery needs
 * @param timeline of the database's log
 * @param fingerprint of the public key it is sealed for
 * @param log tree head that the copied database holds at least
 * @param parts sealed files of this folder
 * @param objects how many files of the platform there were; they lie sealed in {@code objects/}, shared by all backups
 * @param platform version of the program that made it
 */
public record Manifest(
        String name,
        Instant startedAt,
        Instant finishedAt,
        String firstSegment,
        int timeline,
        String fingerprint,
        LogHead log,
        List<Part> parts,
        long objects,
        String platform) {

    /** @param root hexadecimal */
    public record LogHead(long size, String root) {}

    /** @param sm3 hexadecimal, of the sealed bytes */
    public record Part(String file, long bytes, String sm3) {}
}
