package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.mingjian.facts.Actor;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.domain.BidRoot;
import org.mingjian.sealing.domain.OpeningLife;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 投标截止: at the deadline the number of bids and one digest over all of them are published before anything is opened;
 * with fewer than three bidders nothing is opened (招标投标法 §28, 条例 §44).
 */
@Service
class ClosingBids {

    private static final int LEAST_BIDDERS = 3;

    private final Tenders tenders;
    private final BidStore bids;
    private final BoardStore board;
    private final OpeningStore openings;
    private final Arrivals arrivals;
    private final InstantSource clock;

    ClosingBids(
            Tenders tenders,
            BidStore bids,
            BoardStore board,
            OpeningStore openings,
            Arrivals arrivals,
            InstantSource clock) {
        this.tenders = tenders;
        this.bids = bids;
        this.board = board;
        this.openings = openings;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /**
     * @return false when it is not yet time: the deadline was moved, a bid that arrived in time is still being taken
     *     in, or an objection to the documents is open, which suspends the tender until it is answered (条例 §22)
     */
    @Transactional
    boolean close(String code) {
        TradeView trade = tenders.lock(code);
        if (trade.state() != TradeState.BIDDING || trade.holds() > 0) {
            return false;
        }
        Instant deadline = trade.requireTerms().bidDeadline();
        if (!arrivals.isOver(code, deadline)) {
            return false;
        }
        List<BidStore.Row> sealed = bids.in(code, BidState.SEALED);
        if (sealed.size() < LEAST_BIDDERS) {
            fail(code, sealed.size());
        } else {
            open(trade, deadline, sealed);
        }
        return true;
    }

    private void fail(String code, int count) {
        board.close(code, BidState.RETURNED);
        var body = new OpeningFacts.TooFew(
                count, LEAST_BIDDERS, "投标人少于三个，不得开标，投标文件原封退回，应当重新招标", "招标投标法 §28，招标投标法实施条例 §44");
        tenders.record(code, List.of(TradeAct.open(TradeFact.TENDER_FAILED, Actor.SYSTEM, body)))
                .orRefuse();
    }

    private void open(TradeView trade, Instant deadline, List<BidStore.Row> sealed) {
        String code = trade.code();
        Instant now = clock.instant();
        // The time to decrypt is counted from the deadline, or from the moment it could be acted upon if that was
        // later.
        Terms terms = trade.requireTerms();
        Instant windowEnd = later(deadline, now).plus(Duration.ofMinutes(terms.decryptMinutes()));
        Openers openers = terms.remedy() ? terms.openers() : null;
        String root = BidRoot.of(sealed.stream().map(BidStore.Row::sm3).toList());
        openings.add(new OpeningStore.Opening(
                code,
                OpeningLife.TABLE.start(),
                deadline,
                now,
                sealed.size(),
                root,
                windowEnd,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                openers == null ? null : openers.threshold(),
                openers == null ? null : windowEnd.plus(Duration.ofMinutes(openers.remedyMinutes()))));
        board.close(code, BidState.WAITING);
        List<OpeningFacts.ClosedBid> closed = new ArrayList<>(sealed.size());
        for (BidStore.Row bid : sealed) {
            closed.add(new OpeningFacts.ClosedBid(
                    closed.size() + 1,
                    bid.id(),
                    bid.organisation(),
                    bid.name(),
                    bid.creditCode(),
                    bid.sm3(),
                    bid.receivedAt()));
        }
        var body = new OpeningFacts.Closed(deadline, now, windowEnd, closed.size(), root, BidRoot.METHOD, closed);
        tenders.record(code, List.of(TradeAct.open(TradeFact.BIDS_CLOSED, Actor.SYSTEM, body)))
                .orRefuse();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
