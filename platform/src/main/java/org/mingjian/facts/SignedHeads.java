package org.mingjian.facts;

import java.util.List;
import java.util.Optional;

/** The log's tree heads as it signed them, and the proofs that one grew out of another; for those who co-sign them. */
public interface SignedHeads {

    /**
     * A signed tree head.
     *
     * @param root 32 bytes
     * @param note the C2SP signed note, with the log's own signature only
     */
    record SignedHead(long size, byte[] root, String note) {}

    /** Empty while there is no fact. */
    Optional<SignedHead> newest();

    /** RFC 9162 §2.1.4: that the first {@code from} facts are unchanged in the tree of {@code to}. */
    List<byte[]> consistency(long from, long to);

    /** The root over the first {@code size} facts, from what the database holds now. */
    byte[] rootAt(long size);

    /** Whether the log's own key signed this note. */
    boolean isOwn(String note);

    /** The log's key in one line: {@code origin+key id+base64} (C2SP signed note). */
    String keyLine();
}
