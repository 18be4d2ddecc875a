package org.mingjian.registry.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.Neighbours.Minute;

/** Finds, in the minutes in which the upper node was asked, that it does not answer any more. */
public final class Silence {

    private Silence() {}

    /**
     * The first of the unanswered minutes at the end.
     *
     * @param least so many of them are an outage
     */
    public static Optional<Instant> since(List<Minute> minutes, int least) {
        int from = minutes.size();
        while (from > 0 && !minutes.get(from - 1).answered()) {
            from--;
        }
        return minutes.size() - from < least
                ? Optional.empty()
                : Optional.of(minutes.get(from).at());
    }

    /** When it answered again: the last minute, if it was answered. */
    public static Optional<Instant> over(List<Minute> minutes) {
        return minutes.isEmpty() || !minutes.getLast().answered()
                ? Optional.empty()
                : Optional.of(minutes.getLast().at());
    }
}
