package org.mingjian.tender;

import java.time.Instant;
import java.util.List;

/**
 * Body of {@link TradeFact#CLARIFICATION_ISSUED}.
 *
 * @param version of terms and documents from now on, 2 …
 * @param affectsPreparation whether it affects how bids are prepared (招标投标法 §23)
 * @param changes every term that reads otherwise now
 * @param bidDeadline as it stands now
 */
public record Clarification(
        int version,
        String text,
        boolean affectsPreparation,
        List<Change> changes,
        Terms terms,
        Instant bidDeadline,
        List<RuleFinding> checks) {

    /** One field that differs, in words for people. */
    public record Change(String field, String title, String before, String after) {}
}
