package org.mingjian.party;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One filled-in form of a subject.
 *
 * @param form {@code company}, {@code qualification}, {@code licence}, {@code practitioner}
 * @param version 1, 2, 3 …; older ones stay
 * @param values as stored: secret ones sealed
 * @param verified what a person of the trading centre found; null while nobody looked
 */
public record PartyEntry(
        UUID id,
        UUID organisation,
        String form,
        int version,
        Map<String, String> values,
        @Nullable UUID document,
        Instant at,
        @Nullable Verification verified) {

    /** What somebody found who compared the entry with its papers. */
    public record Verification(boolean agrees, String note, String by, Instant at) {}
}
