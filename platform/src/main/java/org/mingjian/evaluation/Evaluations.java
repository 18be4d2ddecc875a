package org.mingjian.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/** What the panel found, for the modules after it. */
public interface Evaluations {

    /**
     * 评标报告, once handed in.
     *
     * @param candidates 中标候选人 in rank order, at most three (条例 §53)
     * @param rejected 否决的投标 with the coded reason of 条例 §51
     */
    record Report(Instant reportedAt, String method, List<Ranked> candidates, List<Rejected> rejected) {}

    /** @param score total score, or the evaluated price under 经评审的最低投标价法; a decimal string */
    record Ranked(
            UUID bid,
            UUID organisation,
            String name,
            String creditCode,
            Money price,
            String score,
            int rank,
            @Nullable String projectLeader) {}

    record Rejected(UUID bid, String name, String code, String reason) {}

    /** Empty until the report is handed in. */
    Optional<Report> report(String tradeCode);
}
