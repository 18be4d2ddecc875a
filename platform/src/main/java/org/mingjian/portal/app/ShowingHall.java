package org.mingjian.portal.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.PlatformException;
import org.mingjian.portal.app.Lines.Clock;
import org.mingjian.portal.app.Lines.TradeLine;
import org.mingjian.portal.domain.OpeningBoard;
import org.mingjian.portal.domain.OpeningBoard.Bid;
import org.mingjian.portal.domain.OpeningBoard.BidState;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Service;

/** 开标公开视图: the read-only hall for everybody. */
@Service
public class ShowingHall {

    public static final int ROWS = 100;

    /** How many bids stand in a state. */
    public record Tally(BidState state, String title, String sign, long count) {}

    /**
     * @param live true while the opening goes on; the page asks for news then
     * @param cells one state for each bid, for the field
     * @param rows the bids of this page
     * @param page from 0
     */
    public record OpeningPage(
            Instant at,
            TradeLine trade,
            @Nullable Clock deadline,
            boolean live,
            OpeningBoard board,
            List<Tally> tallies,
            List<BidState> cells,
            List<Bid> rows,
            int page,
            int pages) {}

    private final PortalQueries queries;
    private final Lines lines;

    ShowingHall(PortalQueries queries, Lines lines) {
        this.queries = queries;
        this.lines = lines;
    }

    @OfOneMoment
    public OpeningPage show(String code, int page) {
        PublicTrade trade =
                queries.trade(code).orElseThrow(() -> new PlatformException(PortalError.TRADE_NOT_FOUND, code));
        OpeningBoard board = OpeningBoard.of(queries.events(trade.stream(), OpeningBoard.KINDS));
        int pages = Math.max(1, (board.bids().size() + ROWS - 1) / ROWS);
        int shown = Math.clamp(page, 0, pages - 1);
        List<BidState> cells = new ArrayList<>();
        board.bids().forEach(bid -> cells.add(bid.state()));
        for (int i = board.bids().size(); i < (board.received() == null ? 0 : board.received()); i++) {
            cells.add(BidState.SEALED);
        }
        return new OpeningPage(
                lines.now(),
                lines.of(trade),
                lines.clock("投标截止、开标", trade.times().bidDeadline(), trade.known()),
                trade.state() == TradeState.OPENING || trade.state() == TradeState.BIDDING,
                board,
                List.of(BidState.values()).stream()
                        .map(state -> new Tally(state, state.title(), state.sign(), board.count(state)))
                        .filter(tally -> tally.count() > 0 || tally.state().ordinal() < 2)
                        .toList(),
                cells,
                board.bids().stream().skip((long) shown * ROWS).limit(ROWS).toList(),
                shown,
                pages);
    }
}
