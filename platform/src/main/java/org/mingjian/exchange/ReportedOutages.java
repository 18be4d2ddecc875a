package org.mingjian.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 停用 as the nodes here and below reported them, for 可用率 (运行管理办法 §13 §18 §27). Kept by the registry of outages. */
public interface ReportedOutages {

    /** What did not run. */
    enum Part {
        FRONT_END("前置系统"),
        SYSTEM("系统"),
        NETWORK("网络");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * An outage in its newest version.
     *
     * @param node whose it is
     * @param region 行政区划代码
     * @param planned told ahead
     * @param detected seen by a platform itself
     * @param until first moment it ran again, of a planned one that is not closed when it shall; null while it goes on
     */
    record Reported(
            UUID id,
            int version,
            String node,
            String region,
            Part part,
            String system,
            boolean planned,
            boolean detected,
            Instant from,
            @Nullable Instant until) {}

    /** Those of which some lies between two times, by node and begin. */
    List<Reported> between(Instant from, Instant until);
}
