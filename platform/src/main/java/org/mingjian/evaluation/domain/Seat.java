package org.mingjian.evaluation.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place on the panel. A replacement gets the number of the seat it takes and an id of its own.
 *
 * @param number 1 … n; what others see of a member before the award
 * @param expert id in the pool, null for a delegate of the tenderer
 * @param specialty drawn for it, null for a delegate
 */
public record Seat(
        UUID id,
        String trade,
        int number,
        @Nullable UUID expert,
        UUID account,
        @Nullable String specialty,
        SeatState state,
        Instant calledAt,
        @Nullable String reason) {

    public boolean isDelegate() {
        return expert == null;
    }

    /** The same seat in another state. */
    public Seat in(SeatState next, @Nullable String why) {
        return new Seat(id, trade, number, expert, account, specialty, next, calledAt, why);
    }
}
