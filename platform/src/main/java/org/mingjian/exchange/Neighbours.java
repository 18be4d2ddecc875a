package org.mingjian.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The nodes above and below this one, for modules that have something of their own to tell. */
public interface Neighbours {

    /** Code of this node. */
    String self();

    /** Six digits: where this node stands. */
    String region();

    /** Code of the node above, when there is one. */
    Optional<String> upper();

    /** @param heardAt when its last message came */
    record Lower(String code, String name, Instant heardAt) {}

    /** Lower nodes that are admitted, not stopped, and were heard at least once. */
    List<Lower> lower();

    /** A minute in which the upper node was asked. */
    record Minute(Instant at, boolean answered) {}

    /** The minutes from a time on in which the upper node was asked, in order. */
    List<Minute> minutes(Instant from);

    /**
     * Sends a message of one's own to the upper node, sealed and signed as all are.
     *
     * @return its answer; empty when there is no upper node or it does not answer now
     */
    Optional<String> tell(String type, String json);

    /** Whoever takes messages of a type of its own from below. */
    interface Listener {

        /** Such as {@code registry}. */
        String type();

        /**
         * @param peer code of the node that signed it
         * @return the answer, JSON
         */
        String hear(String peer, String json);
    }
}
