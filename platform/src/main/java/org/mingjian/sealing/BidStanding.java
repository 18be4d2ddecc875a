package org.mingjian.sealing;

import java.time.Instant;
import java.util.UUID;

/**
 * A bid was handed in or taken back before the deadline. Published within the transaction that records it; it says who
 * takes part, so a listener keeps it secret until the opening (招标投标法 §22).
 *
 * @param stands false when it was taken back 撤回
 */
public record BidStanding(String trade, UUID bid, UUID organisation, boolean stands, Instant at) {}
