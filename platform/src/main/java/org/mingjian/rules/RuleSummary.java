package org.mingjian.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A rule in force, for screens and reports.
 *
 * @param required what it asks, such as {@code ≥20日}
 * @param from first day it is in force
 * @param to first day it is no longer in force; null while it is open
 */
public record RuleSummary(
        RuleName name,
        String required,
        LocalDate from,
        @Nullable LocalDate to,
        Basis basis,
        Certainty certainty,
        OnViolation onViolation) {}
