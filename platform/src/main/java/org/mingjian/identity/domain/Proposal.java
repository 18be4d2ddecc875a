package org.mingjian.identity.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that one person proposed.
 *
 * @param decidedBy the second person; null while it waits
 */
public record Proposal(
        UUID id,
        Change change,
        UUID wantedBy,
        Instant wantedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Outcome outcome,
        String reason) {

    /** How it ended. */
    public enum Outcome {
        ACTIVATED("已激活"),
        REJECTED("已驳回"),
        WITHDRAWN("已撤回");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public boolean isOpen() {
        return outcome == null;
    }
}
