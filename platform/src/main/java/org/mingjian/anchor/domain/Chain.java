package org.mingjian.anchor.domain;

import java.io.IOException;
import java.util.Optional;

/**
 * A chain that keeps tree heads. Each call is one talk with a node that may be away, which is an {@link IOException};
 * all may be repeated.
 */
public interface Chain {

    /** What was written. */
    record Written(String transaction, long block) {}

    /**
     * Finds the place on the chain where heads are kept, or makes it.
     *
     * @param known where it was last; empty for the first time
     * @return a name that is another one when the chain has been set up anew, such as {@code eip155:31337:0x…}
     */
    String place(String known) throws IOException;

    /** The root that stands at a size. */
    Optional<byte[]> rootAt(long size) throws IOException;

    /** Writes it and waits until it stands; the same again changes nothing. */
    Written write(long size, byte[] root) throws IOException;
}
