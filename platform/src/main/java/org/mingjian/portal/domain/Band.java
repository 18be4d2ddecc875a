package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 金额区间 of the ceiling price; bounds in 元, the lower one belongs to the band. */
public enum Band {
    UNKNOWN("未载明", 0, 0),
    UNDER_4M("400 万元以下", 0, 4_000_000L),
    FROM_4M("400 万至 3000 万元", 4_000_000L, 30_000_000L),
    FROM_30M("3000 万至 1 亿元", 30_000_000L, 100_000_000L),
    FROM_100M("1 亿至 10 亿元", 100_000_000L, 1_000_000_000L),
    FROM_1000M("10 亿元以上", 1_000_000_000L, Long.MAX_VALUE);

    private final String title;
    private final BigDecimal from;
    private final BigDecimal below;

    Band(String title, long from, long below) {
        this.title = title;
        this.from = BigDecimal.valueOf(from);
        this.below = BigDecimal.valueOf(below);
    }

    public String title() {
        return title;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Band of(@Nullable BigDecimal amount) {
        if (amount == null) {
            return UNKNOWN;
        }
        return Arrays.stream(values())
                .filter(band -> amount.compareTo(band.from) >= 0 && amount.compareTo(band.below) < 0)
                .findFirst()
                .orElse(UNKNOWN);
    }

    public static Optional<Band> ofKey(String key) {
        return Arrays.stream(values()).filter(band -> band.key().equals(key)).findFirst();
    }
}
