package org.mingjian.registry.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ReportedOutages;

/**
 * 停用: something did not run, or will not.
 *
 * @param node whose it is
 * @param system what did not run, as its people call it
 * @param part which 可用率 it counts for
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
        ReportedOutages.Part part,
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

    /** Of a report that does not say it: by the name of the system. */
    public static ReportedOutages.Part partOf(String system) {
        if (system.contains("前置")) {
            return ReportedOutages.Part.FRONT_END;
        }
        boolean network = Stream.of("链路", "网络", "线路", "专线").anyMatch(system::contains);
        return network ? ReportedOutages.Part.NETWORK : ReportedOutages.Part.SYSTEM;
    }

    /** With what a lower node of an older version did not tell. */
    public Outage withPart(ReportedOutages.Part told) {
        return new Outage(
                node,
                id,
                region,
                kind,
                system,
                told,
                what,
                cause,
                startsAt,
                endsAt,
                reportedAt,
                reportedBy,
                detected,
                report,
                closing,
                warnings,
                version);
    }

    /** As the exchange counts it. */
    public ReportedOutages.Reported reported() {
        return new ReportedOutages.Reported(
                id, version, node, region, part, system, kind == Kind.PLANNED, detected, startsAt, endsAt);
    }
}
