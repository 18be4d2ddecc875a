package org.mingjian.rules.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a trade pair to clocks.
 *
 * @param each which event makes a clock of its own when there are many
 * @param opens the events of which one must be there for the clock to be on the certificate
 * @param onlyBeforeEnd a start after the end is none of this clock's business
 * @param endMayComeFirst an end before the start is early and not wrong
 * @param notRefsOf an end whose ref is also the ref of an event of this kind belongs to another clock
 * @param excluding events between which the clock stands still
 */
public record Pairing(
        Each each,
        Set<String> opens,
        boolean onlyBeforeEnd,
        boolean endMayComeFirst,
        @Nullable String notRefsOf,
        @Nullable Stop excluding) {

    /** Which events pair. */
    public enum Each {
        /** The first start and the last end. */
        ONCE,
        /** Every start with the last end. */
        START,
        /** The first start with every end. */
        END,
        /** Starts and ends by ref, and in order of time within one ref. */
        PAIR
    }

    /** The clock stands still from one event to another, counted in the clock's own unit. */
    public record Stop(String from, String to) {}

    public Pairing {
        opens = Set.copyOf(opens);
    }
}
