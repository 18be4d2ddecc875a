package org.mingjian.registry.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 停用: something did not run, or will not.
 *
 * @param node whose it is
 * @param system what did not run
 * @param endsAt when it ran again; for a planned one, until it is closed, when it shall
 * @param detected seen by the platform itself
 * @param report 故障报告: cause, what was done, what is mended; empty until it is written
 * @param closing how it ended; empty while it is open
 * @param warnings what the policy asks and was not kept, with the article
 */
public record Outage(
        String node,
        UUID id,
        String region,
        Kind kind,
        String system,
        String what,
        String cause,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant reportedAt,
        String reportedBy,
        boolean detected,
        String report,
        String closing,
        List<String> warnings,
        int version) {

    /** Whether it was told ahead. */
    public enum Kind {
        PLANNED("计划停用"),
        UNPLANNED("非计划停用");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public boolean isOpen() {
        return closing.isEmpty();
    }

    /** Seconds of it between two times; what goes on counts until the second. */
    public long seconds(Instant from, Instant until) {
        Instant begin = startsAt.isBefore(from) ? from : startsAt;
        Instant end = endsAt == null || endsAt.isAfter(until) ? until : endsAt;
        return Math.max(0, end.getEpochSecond() - begin.getEpochSecond());
    }
}
