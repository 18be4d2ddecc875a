package org.mingjian.portal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** 发布时间 windows, by calendar days in Asia/Shanghai; there is no archive for what is older, only "all". */
public enum Since {
    TODAY("today", "当天", 0),
    DAYS_3("3d", "近 3 天", 2),
    DAYS_10("10d", "近 10 天", 9),
    MONTH("1m", "近 1 个月", 29),
    MONTHS_3("3m", "近 3 个月", 89);

    private final String key;
    private final String title;
    private final int daysBack;

    Since(String key, String title, int daysBack) {
        this.key = key;
        this.title = title;
        this.daysBack = daysBack;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** The first moment inside the window. */
    public Instant from(Instant now) {
        return LocalDate.ofInstant(now, Bodies.ZONE)
                .minusDays(daysBack)
                .atStartOfDay(Bodies.ZONE)
                .toInstant();
    }

    public static Optional<Since> ofKey(String key) {
        return Arrays.stream(values()).filter(since -> since.key.equals(key)).findFirst();
    }
}
