package org.mingjian.sealing.domain;

/** What may happen to one bid. */
public enum BidEvent {
    RECEIVED,
    REPLACED,
    TAKEN_BACK,
    CLOSED,
    TENDER_FAILED,
    OPENED,
    OPENING_FAILED,
    /** Not opened by the bidder's cause 撤销. */
    REVOKED,
    /** Not opened by a cause outside the bidder 撤回. */
    WITHDRAWN
}
