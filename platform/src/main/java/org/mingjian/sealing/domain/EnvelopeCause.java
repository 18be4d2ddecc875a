package org.mingjian.sealing.domain;

/** Why a sealed bid is not accepted or not opened; 20号令 §31 asks who caused a failure. */
public enum EnvelopeCause {
    /** The key is not the one that sealed this bid. */
    WRONG_KEY,
    /** Bytes were lost or changed after sealing. */
    DAMAGED,
    /** A good envelope, but for another tender or of another bidder. */
    OTHER_TENDER,
    /** The tool that sealed it did not follow the format. */
    MALFORMED
}
