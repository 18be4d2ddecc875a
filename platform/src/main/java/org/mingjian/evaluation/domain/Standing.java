package org.mingjian.evaluation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an evaluation stands.
 *
 * @param report canonical JSON, null before it is drafted
 * @param digest SM3 of it, lower-case hex
 */
public record Standing(
        String trade,
        Step step,
        Instant startedAt,
        @Nullable String report,
        @Nullable String digest,
        @Nullable Instant reportedAt) {

    /** The steps in order; a member who takes the sheet back leads from SIGNING to MARKING. */
    public enum Step {
        MARKING("评审"),
        SIGNING("评标报告待签名"),
        REPORTED("评标报告已提交");

        private final String title;

        Step(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
