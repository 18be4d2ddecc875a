package org.mingjian.sealing.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.app.TenderOpeners.Seat;
import org.mingjian.sealing.domain.Remedy;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.sealing.store.OpeningStore.Opening;
import org.mingjian.sealing.store.ShareStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** What an opener must do: give his share of every bid whose own key failed, while there is time (20号令 §31). */
@Component
class OpenerDuties implements Duties {

    private final OpeningStore openings;
    private final BoardStore board;
    private final ShareStore shares;
    private final Tenders tenders;
    private final InstantSource clock;

    OpenerDuties(OpeningStore openings, BoardStore board, ShareStore shares, Tenders tenders, InstantSource clock) {
        this.openings = openings;
        this.board = board;
        this.shares = shares;
        this.tenders = tenders;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        boolean opener = caller.may(Permission.OPENING_SHARE) || caller.may(Permission.PLATFORM_SHARE);
        List<Duty> duties = new ArrayList<>();
        for (Opening opening : opener ? openings.live() : List.<Opening>of()) {
            if (Remedy.refusal(Optional.of(PuttingTogether.hall(opening)), clock.instant())
                    .isEmpty()) {
                of(opening, caller).ifPresent(duties::add);
            }
        }
        return duties;
    }

    private Optional<Duty> of(Opening opening, Caller caller) {
        TradeView trade = tenders.get(opening.trade());
        Optional<Openers> openers = TenderOpeners.openers(trade.terms());
        Optional<Seat> seat = openers.flatMap(known -> TenderOpeners.seatOf(known, caller));
        if (seat.isEmpty() || !mayReach(seat.get(), caller, trade)) {
            return Optional.empty();
        }
        Set<UUID> given = new HashSet<>();
        shares.ofTrade(trade.code()).stream()
                .filter(share -> share.fits() && share.n() == seat.get().index())
                .forEach(share -> given.add(share.bid()));
        long waiting = board.board(trade.code()).stream()
                .filter(bid -> Remedy.refusal(bid.state(), bid.cause(), bid.commanded())
                        .isEmpty())
                .filter(bid -> !given.contains(bid.id()))
                .count();
        return waiting == 0 ? Optional.empty() : Optional.of(duty(opening, trade, waiting));
    }

    /** The centre's staff act for the platform only where their rights reach. */
    private static boolean mayReach(Seat seat, Caller caller, TradeView trade) {
        Permission needed =
                seat.opener().kind().equals(Openers.PLATFORM) ? Permission.PLATFORM_SHARE : Permission.OPENING_SHARE;
        return caller.reaches(needed, trade.place());
    }

    private static Duty duty(Opening opening, TradeView trade, long waiting) {
        Instant until = opening.remedyUntil();
        return new Duty(
                "opening-share:" + trade.code(),
                "交出开启份额",
                waiting + " 份投标文件的密钥失败，等待开启人补救；须 " + opening.remedyShares() + " 份份额",
                OpeningFacts.WINDOW,
                until,
                opening.deadline(),
                "/trades/" + trade.code() + "/shares",
                new Duty.Trade(trade.code(), trade.title()));
    }
}
