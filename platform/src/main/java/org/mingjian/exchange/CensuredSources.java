package org.mingjian.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 通报: sources of data that were ordered to mend, did not, and were named in public (运行管理办法 §35). No personal data. */
public interface CensuredSources {

    /**
     * Why: a measured figure and the rule that it missed.
     *
     * @param part numerator, of {@code whole}
     * @param pending of 及时率: records left out because their time was not up; else null
     */
    record Ground(
            String situation,
            long part,
            long whole,
            String percent,
            String limit,
            String basis,
            @Nullable Long pending) {}

    /**
     * A censure.
     *
     * @param number of the order, such as 数改〔2026〕3号
     * @param due last day of the order, Asia/Shanghai
     * @param mendedAt when it was found mended; null while it is not
     */
    record Censure(
            String number,
            String source,
            String name,
            List<Ground> grounds,
            @Nullable LocalDate due,
            Instant censuredAt,
            @Nullable Instant mendedAt) {}

    /** Newest first. */
    List<Censure> newest(int page, int size);

    long count();
}
