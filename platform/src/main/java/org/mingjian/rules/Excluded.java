package org.mingjian.rules;

import java.time.Instant;

/** Time that a period does not count, such as an appraisal during a complaint (实施条例 §61). */
public record Excluded(Instant from, Instant to) {

    public Excluded {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("excluded time ends before it starts");
        }
    }
}
