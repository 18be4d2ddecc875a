package org.mingjian.anchor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the log is anchored, for pages. */
public interface Anchors {

    /**
     * A tree head and where it stands.
     *
     * @param root base64
     * @param place contract on its chain; null while it waits
     * @param transaction hash of the transaction; empty where an earlier one had arrived unseen
     */
    record Anchored(
            long size,
            String root,
            Instant queuedAt,
            @Nullable String place,
            @Nullable String transaction,
            @Nullable Long block,
            @Nullable Instant writtenAt) {}

    /**
     * @param configured whether this platform anchors at all
     * @param place contract and chain in use; empty before the first contact
     * @param size the largest head that stands there; 0 for none
     * @param waiting heads that wait
     * @param problem empty while the chain answers
     */
    record State(boolean configured, String place, long size, long waiting, String problem) {}

    State state();

    /** Newest first. */
    List<Anchored> newest(int limit);
}
