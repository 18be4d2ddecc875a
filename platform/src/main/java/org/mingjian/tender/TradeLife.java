package org.mingjian.tender;

import static org.mingjian.tender.TradeFact.*;
import static org.mingjian.tender.TradeState.*;

import java.util.EnumSet;
import org.mingjian.kernel.Lifecycle;

/** The life of an open construction tender; the only way a trade changes its state. */
public final class TradeLife {

    private static final EnumSet<TradeState> LIVE = EnumSet.range(REGISTERED, AWARDED);

    /** Sources beside the edges. */
    public static final Lifecycle<TradeState, TradeFact> TABLE = Lifecycle.of(TradeState.class, TradeFact.class)
            .start(REGISTERED)
            .stay(REGISTERED, TRADE_REGISTERED)
            .move(REGISTERED, NOTICE_PUBLISHED, BIDDING) // 招标投标法 §16
            .stay(BIDDING, DOCUMENTS_FETCHED, QUESTION_ASKED, ANSWER_PUBLISHED) // 条例 §21
            .stay(BIDDING, CLARIFICATION_ISSUED, DEADLINE_MOVED) // 招标投标法 §23
            .stay(BIDDING, OBJECTION_RAISED, OBJECTION_ANSWERED) // 条例 §22
            .stay(BIDDING, BID_RECEIVED, BID_REPLACED, BID_WITHDRAWN, BID_REHEARSED, BID_REFUSED) // 招标投标法 §28 §29
            .stay(BIDDING, DEPOSIT_RECEIVED, DEPOSIT_RETURNED) // 条例 §26 §35
            .stay(BIDDING, EXPERTS_REQUESTED, EXPERTS_DRAWN, EXPERT_ANSWERED, EXPERT_REPLACED) // 条例 §46
            .stay(
                    BIDDING,
                    DRAW_PREPARED,
                    DRAW_POOLED,
                    DRAW_COMMITTED,
                    DRAW_REVEALED,
                    DRAW_DRAWN,
                    DRAW_CONTINUED,
                    DRAW_ABANDONED) // 条例 §46
            .move(BIDDING, BIDS_CLOSED, OPENING) // 招标投标法 §34
            .move(BIDDING, TENDER_FAILED, FAILED) // 少于三家，招标投标法 §28
            .stay(OPENING, BID_REFUSED, SIGNED_IN, BID_OPENED, BID_OPENING_FAILED, BID_RULED) // 20号令 §29 §30
            .stay(OPENING, SHARE_GIVEN, SHARE_FALSE) // 20号令 §31
            .stay(OPENING, OPENING_PAUSED, OPENING_CONTINUED, DECRYPTION_CLOSED, PRICES_READ) // 20号令 §31
            .stay(OPENING, OPENING_OBJECTION_RAISED, OPENING_OBJECTION_ANSWERED) // 条例 §44
            .stay(OPENING, OPENING_RECORD_SIGNED, EXPERT_ANSWERED, EXPERT_REPLACED, WITNESS_NOTED)
            .stay(
                    OPENING,
                    DRAW_PREPARED,
                    DRAW_POOLED,
                    DRAW_COMMITTED,
                    DRAW_REVEALED,
                    DRAW_DRAWN,
                    DRAW_CONTINUED,
                    DRAW_ABANDONED)
            .move(OPENING, OPENING_RECORDED, OPENED) // 20号令 §32
            .move(OPENING, TENDER_FAILED, FAILED)
            .stay(OPENED, EXPERTS_REQUESTED, EXPERTS_DRAWN, EXPERT_ANSWERED, EXPERT_REPLACED, PANEL_SIGNED_IN)
            .stay(OPENED, BID_REFUSED, WITNESS_NOTED, DEPOSIT_RETURNED)
            .stay(
                    OPENED,
                    DRAW_PREPARED,
                    DRAW_POOLED,
                    DRAW_COMMITTED,
                    DRAW_REVEALED,
                    DRAW_DRAWN,
                    DRAW_CONTINUED,
                    DRAW_ABANDONED)
            .move(OPENED, EVALUATION_STARTED, EVALUATING) // 招标投标法 §37
            .stay(EVALUATING, SCORES_SIGNED, EVALUATION_INQUIRED, WITNESS_NOTED, PANEL_SIGNED_IN, EXPERT_REPLACED)
            .stay(EVALUATING, DRAW_CONTINUED, DRAW_ABANDONED)
            .move(EVALUATING, EVALUATION_REPORTED, EVALUATED) // 条例 §53
            .move(EVALUATING, TENDER_FAILED, FAILED) // 否决所有投标，招标投标法 §42
            .stay(EVALUATED, SCORES_PUBLISHED) // 条例 §54
            .move(EVALUATED, PUBLICITY_STARTED, TradeState.PUBLICITY) // 条例 §54
            .stay(TradeState.PUBLICITY, RESULT_OBJECTION_RAISED, RESULT_OBJECTION_ANSWERED) // 条例 §54
            .move(TradeState.PUBLICITY, WINNER_SELECTED, SELECTED) // 条例 §55
            .move(SELECTED, AWARD_ISSUED, AWARDED) // 招标投标法 §45
            .stay(AWARDED, RESULT_PUBLISHED, CONTRACT_OFFERED, REPORT_FILED, DEPOSIT_RETURNED)
            .move(AWARDED, CONTRACT_SIGNED, CONTRACTED) // 招标投标法 §46
            .stay(CONTRACTED, RESULT_PUBLISHED, REPORT_FILED, DEPOSIT_RETURNED, PERFORMANCE_RECORDED) // 条例 §57
            .move(CONTRACTED, TRADE_CLOSED, CLOSED)
            .stay(CLOSED, PERFORMANCE_RECORDED, DEPOSIT_RETURNED)
            .stay(FAILED, DEPOSIT_RETURNED, BID_REFUSED, DRAW_ABANDONED)
            .stay(TERMINATED, DEPOSIT_RETURNED, DRAW_ABANDONED)
            .moveAny(LIVE, TRADE_SUSPENDED, SUSPENDED) // 条例 §61 §62
            .stay(SUSPENDED, BID_REFUSED, DEPOSIT_RETURNED, DRAW_ABANDONED)
            .back(SUSPENDED, TRADE_RESUMED)
            .moveAny(LIVE, TRADE_TERMINATED, TERMINATED) // 条例 §31
            .move(SUSPENDED, TRADE_TERMINATED, TERMINATED)
            .end(CLOSED, FAILED, TERMINATED)
            .build();

    private TradeLife() {}
}
