package org.mingjian.evaluation.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question of the panel to a bidder, and its answer (招标投标法 §39; 条例 §52). */
public record Inquiry(
        UUID id,
        String trade,
        String bid,
        Kind kind,
        String question,
        int askedSeat,
        Instant askedAt,
        Instant dueAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {

    /** What is asked for. */
    public enum Kind {
        CLARIFICATION("澄清"),
        LOW_PRICE("低价说明"),
        CORRECTION("算术修正确认");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
