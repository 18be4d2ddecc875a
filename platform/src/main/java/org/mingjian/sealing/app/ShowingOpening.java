package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.BidRoot;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;

/** 开标大厅: the page of an opening for one person. */
@Service
public class ShowingOpening {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * The page.
     *
     * @param stage {@code BIDDING} before the deadline, {@code DEFERRED} while an open objection suspends it,
     *     {@code CLOSING} while bids that arrived in time are taken in, later the phase of the opening; for a trade
     *     without an opening its state
     * @param own the caller's bid, if he has one and the deadline is over
     * @param hosts whether the caller leads this opening
     * @param revision what {@code Last-Event-ID} may begin with
     * @param board null before the deadline: until then nobody learns who bids or how many
     */
    public record OpeningPage(
            String trade,
            String title,
            String tenderer,
            @Nullable String agency,
            Instant serverTime,
            String stage,
            String stageTitle,
            @Nullable Instant deadline,
            @Nullable UUID own,
            boolean hosts,
            String rootMethod,
            @Nullable String revision,
            @Nullable BoardView board) {}

    private final Tenders tenders;
    private final OpeningBoards boards;
    private final OpeningStore openings;
    private final BidStore bids;
    private final Facts facts;
    private final InstantSource clock;

    ShowingOpening(
            Tenders tenders,
            OpeningBoards boards,
            OpeningStore openings,
            BidStore bids,
            Facts facts,
            InstantSource clock) {
        this.tenders = tenders;
        this.boards = boards;
        this.openings = openings;
        this.bids = bids;
        this.facts = facts;
        this.clock = clock;
    }

    public OpeningPage page(String code, Caller caller) {
        TradeView trade = tenders.get(code);
        Optional<OpeningBoard.Page> page = boards.page(code);
        Instant now = clock.instant();
        Terms terms = trade.terms();
        Instant deadline = terms == null ? null : terms.bidDeadline();
        UUID organisation =
                caller.organisation() == null ? null : caller.organisation().id();
        UUID own = page.isPresent() && organisation != null && caller.is(Role.BIDDER)
                ? bids.of(code, organisation).map(BidStore.Row::id).orElse(null)
                : null;
        String stage = page.map(found -> found.view().phase().name()).orElseGet(() -> before(trade, deadline, now));
        String title = page.map(found -> found.view().phase().title()).orElseGet(() -> words(stage, trade));
        return new OpeningPage(
                code,
                trade.title(),
                trade.tendererName(),
                trade.agencyName(),
                now,
                stage,
                title,
                deadline,
                own,
                trade.isRunBy(organisation),
                BidRoot.METHOD,
                page.map(OpeningBoard.Page::revision).orElse(null),
                page.map(OpeningBoard.Page::view).orElse(null));
    }

    private static String before(TradeView trade, @Nullable Instant deadline, Instant now) {
        if (trade.state() != TradeState.BIDDING) {
            return trade.state().name();
        }
        if (deadline == null || !now.isAfter(deadline)) {
            return "BIDDING";
        }
        return trade.holds() > 0 ? "DEFERRED" : "CLOSING";
    }

    private static String words(String stage, TradeView trade) {
        return switch (stage) {
            case "BIDDING" -> "投标未截止";
            case "DEFERRED" -> "对招标文件的异议尚未答复，依招标投标法实施条例 §22 暂停，开标顺延";
            case "CLOSING" -> "正在办理截止";
            default -> trade.state().title();
        };
    }

    /** The signed record for everybody who was there. */
    public Evidence record(String code) {
        Long fact = openings.find(code)
                .map(OpeningStore.Opening::recordFact)
                .orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, "开标记录尚未公布"));
        return facts.evidence(fact, "fact", PATIENCE);
    }
}
