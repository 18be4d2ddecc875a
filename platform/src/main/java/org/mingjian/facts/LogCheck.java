package org.mingjian.facts;

import java.util.List;

/**
 * Reads the whole record again and compares everything with everything: positions without a gap, numbers of each stream
 * without a gap, content with its digest, digest with its leaf, leaves with every checkpoint's root and with the kept
 * upper hashes, the newest checkpoint with its signature. What it finds is what a restore or a tampering would leave.
 */
public interface LogCheck {

    /** The most problems that are listed one by one. */
    int LISTED = 100;

    /**
     * One thing that does not fit.
     *
     * @param position where, or 0 when it has no position
     * @param check name of the check, such as {@code leaf}
     */
    record Problem(long position, String check, String detail) {}

    /**
     * @param size facts in the log
     * @param root hexadecimal root over them
     * @param erased contents that were erased by law; their digests were checked nevertheless
     * @param found how many problems there are; {@code problems} lists the first {@link #LISTED}
     */
    record Report(long size, String root, long erased, long found, List<Problem> problems) {
        public boolean ok() {
            return found == 0;
        }
    }

    /** The newest tree head; root in hexadecimal, empty when there is no fact yet. */
    record Head(long size, String root) {}

    Head head();

    /** Reads committed data and changes nothing. */
    Report run();
}
