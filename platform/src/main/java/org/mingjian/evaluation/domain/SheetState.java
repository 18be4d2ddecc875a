package org.mingjian.evaluation.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member's sheet: handed in or not, signed or not. */
public record SheetState(
        UUID seat,
        @Nullable Instant submittedAt,
        @Nullable Instant signedAt,
        @Nullable String certificate,
        @Nullable String dissent) {

    public static SheetState fresh(UUID seat) {
        return new SheetState(seat, null, null, null, null);
    }
}
