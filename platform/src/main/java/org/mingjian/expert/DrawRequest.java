package org.mingjian.expert;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A draw.
 *
 * @param purpose what it is for, such as a 统一交易标识码; part of what the order is derived from
 * @param needs how many of which specialty, in order
 * @param regionCode experts of this region first: its first four digits; null for the whole province
 * @param interested organisations to avoid
 * @param excluded experts who cannot come: already called for this purpose, or called elsewhere that day
 * @param at time of the draw
 * @param seed 32 bytes
 */
public record DrawRequest(
        String purpose,
        List<Need> needs,
        @Nullable String regionCode,
        List<Interested> interested,
        Set<ExpertId> excluded,
        Instant at,
        byte[] seed) {

    /** @param specialty code; the expert's own code or one below it fits */
    public record Need(String specialty, int number) {}
}
