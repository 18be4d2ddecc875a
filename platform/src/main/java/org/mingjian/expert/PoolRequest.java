package org.mingjian.expert;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From whom a draw may choose.
 *
 * @param needs how many of which specialty, in order
 * @param regionCode experts of this region: its first four digits; null for the whole province
 * @param interested organisations to avoid
 * @param excluded experts who cannot come: already called for this purpose, or called elsewhere that day
 * @param barred accounts of people whom a decision shuts out of evaluations now
 * @param at time of the draw
 */
public record PoolRequest(
        List<Need> needs,
        @Nullable String regionCode,
        List<Interested> interested,
        Set<ExpertId> excluded,
        Set<UUID> barred,
        Instant at) {

    /** @param specialty code; the expert's own code or one below it fits */
    public record Need(String specialty, int number) {}
}
