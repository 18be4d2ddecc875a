package org.mingjian.facts;

import java.util.List;

/** The readers of this platform and how far they are. */
public interface Readers {

    List<String> names();

    long position(String name);

    /**
     * Drops a reader's tables and builds them again from position 1, while the platform runs.
     *
     * @return the position it has reached
     * @throws org.mingjian.kernel.PlatformException NOT_FOUND for an unknown name
     */
    long rebuild(String name);
}
