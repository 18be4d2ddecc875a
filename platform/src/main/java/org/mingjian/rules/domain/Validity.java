package org.mingjian.rules.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** In force from a day to before another, or for good. */
public record Validity(LocalDate from, @Nullable LocalDate to) {

    public Validity {
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("in force from " + from + " to " + to + " is never");
        }
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
