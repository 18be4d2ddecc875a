package org.mingjian.sealing.domain;

import org.mingjian.kernel.Lifecycle;
import org.mingjian.sealing.BidState;

/** The life of one bid; the only way a bid changes its state. */
public final class BidLife {

    /** Sources beside the edges. */
    public static final Lifecycle<BidState, BidEvent> TABLE = Lifecycle.of(BidState.class, BidEvent.class)
            .start(BidState.SEALED)
            .stay(BidState.SEALED, BidEvent.RECEIVED, BidEvent.REPLACED) // 招标投标法 §28 §29
            .move(BidState.SEALED, BidEvent.TAKEN_BACK, BidState.TAKEN_BACK) // 条例 §35
            .move(BidState.TAKEN_BACK, BidEvent.RECEIVED, BidState.SEALED)
            .move(BidState.SEALED, BidEvent.TENDER_FAILED, BidState.RETURNED) // 招标投标法 §28
            .move(BidState.SEALED, BidEvent.CLOSED, BidState.WAITING) // 招标投标法 §34
            .move(BidState.WAITING, BidEvent.OPENED, BidState.OPENED) // 20号令 §30
            .move(BidState.WAITING, BidEvent.OPENING_FAILED, BidState.FAILED)
            .stay(BidState.FAILED, BidEvent.OPENING_FAILED)
            .move(BidState.FAILED, BidEvent.OPENED, BidState.OPENED)
            .move(BidState.WAITING, BidEvent.REVOKED, BidState.REVOKED) // 20号令 §31
            .move(BidState.FAILED, BidEvent.REVOKED, BidState.REVOKED)
            .move(BidState.WAITING, BidEvent.WITHDRAWN, BidState.WITHDRAWN)
            .move(BidState.FAILED, BidEvent.WITHDRAWN, BidState.WITHDRAWN)
            .move(BidState.REVOKED, BidEvent.WITHDRAWN, BidState.WITHDRAWN) // 改判
            .move(BidState.WITHDRAWN, BidEvent.REVOKED, BidState.REVOKED)
            .end(BidState.TAKEN_BACK, BidState.RETURNED, BidState.OPENED, BidState.REVOKED, BidState.WITHDRAWN)
            .build();

    private BidLife() {}

    /** @throws IllegalStateException when the table has no such edge: the caller should have looked */
    public static BidState next(BidState from, BidEvent event) {
        return TABLE.next(from, event, from)
                .orElseThrow(() -> new IllegalStateException(event + " cannot happen to a bid that is " + from));
    }
}
