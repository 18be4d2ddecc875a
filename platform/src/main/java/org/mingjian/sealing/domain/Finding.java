package org.mingjian.sealing.domain;

/** What is found about a bid when the time to decrypt is over, or ruled afterwards. */
public enum Finding {
    OPENED,
    /** No decrypt command came. */
    COMMAND_MISSING,
    /** The key or its signature is not the one the bid was sealed with. */
    KEY_FAILED,
    CERTIFICATE_FAILED,
    /** The bytes are those of the receipt, and still they do not open: they were sealed so. */
    FILE_FAILED,
    /** The platform lost bytes, or left a command undone that came in time. */
    PLATFORM_FAILED,
    /** The bidder says that his command could not reach the platform. */
    NETWORK_FAILED,
    RULED_BIDDER,
    RULED_OTHERS
}
