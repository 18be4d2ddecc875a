package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.app.TenderOpeners.Seat;
import org.mingjian.sealing.domain.Remedy;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.sealing.store.ShareStore;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;

/** 补救: which bids wait for openers' shares, who gave one, and for an opener his own wrapped share. */
@Service
public class ShowingRemedy {

    /**
     * The page.
     *
     * @param refusal why no share may be given now, in words; null when it may
     * @param mine the caller's number among the openers, null when he is none
     */
    public record RemedyPage(
            String trade,
            String title,
            boolean provided,
            int threshold,
            @Nullable Instant until,
            @Nullable String refusal,
            @Nullable Integer mine,
            List<OpenerView> openers,
            List<BidInNeed> bids) {}

    /** An opener of the tender. */
    public record OpenerView(
            int index,
            String kind,
            String title,
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String publicKey) {}

    /** A share as everybody sees it. */
    public record GivenShare(int index, String name, boolean fits, String reason, Instant at) {}

    /**
     * A bid that failed or was opened by shares.
     *
     * @param waiting whether it waits for shares now
     * @param header what the share is bound to and checked against
     */
    public record BidInNeed(
            UUID bid,
            int seq,
            String bidder,
            String creditCode,
            String sm3,
            String stateTitle,
            @Nullable OpeningCause cause,
            @Nullable String causeWords,
            boolean waiting,
            int given,
            List<GivenShare> shares,
            @Nullable ShareOfMine header) {}

    /** What an opener's machine needs to take his share out and check it. */
    public record ShareOfMine(String noncePrefix, List<String> commitments, String wrapped) {}

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final ShareStore shares;
    private final CheckingEnvelopes envelopes;
    private final PuttingTogether together;

    ShowingRemedy(
            Tenders tenders,
            OpeningStore openings,
            BoardStore board,
            ShareStore shares,
            CheckingEnvelopes envelopes,
            PuttingTogether together) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.shares = shares;
        this.envelopes = envelopes;
        this.together = together;
    }

    public RemedyPage page(String code, Caller caller) {
        TradeView trade = tenders.get(code);
        Optional<Openers> openers = TenderOpeners.openers(trade.terms());
        Optional<OpeningStore.Opening> opening = openings.find(code);
        Optional<Seat> seat = openers.flatMap(known -> TenderOpeners.seatOf(known, caller));
        String refusal = Remedy.refusal(opening.map(PuttingTogether::hall), together.now())
                .map(no -> no.detail())
                .orElse(null);
        return new RemedyPage(
                code,
                trade.title(),
                openers.isPresent() && trade.requireTerms().remedy(),
                openers.map(Openers::threshold).orElse(0),
                opening.map(OpeningStore.Opening::remedyUntil).orElse(null),
                refusal,
                seat.map(Seat::index).orElse(null),
                openers.map(ShowingRemedy::openers).orElse(List.of()),
                opening.isPresent() && openers.isPresent() ? bids(code, seat) : List.of());
    }

    private static List<OpenerView> openers(Openers openers) {
        return TenderOpeners.seats(openers).stream()
                .map(seat -> new OpenerView(
                        seat.index(),
                        seat.opener().kind(),
                        seat.opener().title(),
                        seat.opener().name(),
                        seat.opener().organisation(),
                        seat.opener().publicKey()))
                .toList();
    }

    private List<BidInNeed> bids(String code, Optional<Seat> seat) {
        List<ShareStore.Share> given = shares.ofTrade(code);
        List<BidInNeed> bids = new ArrayList<>();
        for (Entry bid : board.board(code)) {
            boolean waiting =
                    Remedy.refusal(bid.state(), bid.cause(), bid.commanded()).isEmpty();
            List<GivenShare> ofBid = given.stream()
                    .filter(share -> share.bid().equals(bid.id()))
                    .map(share -> new GivenShare(share.n(), share.name(), share.fits(), share.reason(), share.at()))
                    .toList();
            if (waiting || !ofBid.isEmpty()) {
                bids.add(inNeed(bid, waiting, ofBid, seat));
            }
        }
        return bids;
    }

    private BidInNeed inNeed(Entry bid, boolean waiting, List<GivenShare> given, Optional<Seat> seat) {
        boolean mineIsMissing = seat.isPresent()
                && given.stream().noneMatch(share -> share.index() == seat.get().index() && share.fits());
        OpeningCause cause = bid.cause();
        return new BidInNeed(
                bid.id(),
                bid.seq(),
                bid.name(),
                bid.creditCode(),
                bid.sm3(),
                bid.state().title(),
                cause,
                cause == null ? null : cause.words(),
                waiting,
                bid.shares(),
                given,
                waiting && mineIsMissing
                        ? mine(envelopes.header(bid.sm3()), seat.get().index())
                        : null);
    }

    private static @Nullable ShareOfMine mine(SealedHeader header, int index) {
        Base64.Encoder base64 = Base64.getEncoder();
        return header.openers()
                .map(SharedKey::shares)
                .filter(all -> index <= all.size())
                .map(all -> new ShareOfMine(
                        HexFormat.of().formatHex(header.noncePrefix()),
                        header.openers().orElseThrow().commitments().stream()
                                .map(base64::encodeToString)
                                .toList(),
                        base64.encodeToString(all.get(index - 1).wrapped())))
                .orElse(null);
    }
}
