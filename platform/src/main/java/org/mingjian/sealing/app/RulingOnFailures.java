package org.mingjian.sealing.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.Blame;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.Attribution;
import org.mingjian.sealing.domain.BidEvent;
import org.mingjian.sealing.domain.BidLife;
import org.mingjian.sealing.domain.Finding;
import org.mingjian.sealing.domain.OpeningLife;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.sealing.store.RulingStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 认定未解密原因 (20号令 §31): after the time to decrypt and before any price is read, the host may rule whose cause it
 * was, with his reasons; a second person of the centre, the supervisor or the witness confirms. What the record
 * leaves open must be ruled before prices are read.
 */
@Service
public class RulingOnFailures {

    /** A bid that was not opened, whose cause the record finds, and what people ruled. */
    public record View(
            UUID bid,
            int seq,
            String bidder,
            BidState state,
            @Nullable OpeningCause cause,
            @Nullable String causeWords,
            Blame blame,
            String blameTitle,
            String consequence,
            String basis,
            @Nullable Proposal ruling) {}

    /** A ruling as proposed, and confirmed if it was. */
    public record Proposal(
            Blame blame,
            String blameTitle,
            String reason,
            String proposer,
            Instant proposedAt,
            @Nullable String confirmer,
            @Nullable Instant confirmedAt) {}

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final RulingStore rulings;
    private final InstantSource clock;

    RulingOnFailures(
            Tenders tenders, OpeningStore openings, BoardStore board, RulingStore rulings, InstantSource clock) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.rulings = rulings;
        this.clock = clock;
    }

    /** All bids that were not opened; none while the time to decrypt still runs. */
    @Transactional(readOnly = true)
    public List<View> of(String code) {
        List<RulingStore.Row> known = rulings.ofTrade(code);
        List<View> views = new ArrayList<>();
        for (Entry bid : board.board(code)) {
            Blame blame = blame(bid.state());
            if (blame != Blame.OPEN && blame != Blame.NONE) {
                views.add(view(bid, blame, known));
            }
        }
        return views;
    }

    private static View view(Entry bid, Blame blame, List<RulingStore.Row> known) {
        OpeningCause cause = bid.cause();
        Proposal ruling = known.stream()
                .filter(row -> row.bid().equals(bid.id()))
                .findFirst()
                .map(row -> new Proposal(
                        row.blame(),
                        row.blame().title(),
                        row.reason(),
                        row.proposer(),
                        row.proposedAt(),
                        row.confirmer(),
                        row.confirmedAt()))
                .orElse(null);
        return new View(
                bid.id(),
                bid.seq(),
                bid.name(),
                bid.state(),
                cause,
                cause == null ? null : cause.words(),
                blame,
                blame.title(),
                blame.consequence(),
                OpeningFacts.WINDOW,
                ruling);
    }

    private static Blame blame(BidState state) {
        return switch (state) {
            case REVOKED -> Blame.BIDDER;
            case WITHDRAWN -> Blame.OTHERS;
            case FAILED -> Blame.PENDING;
            case OPENED -> Blame.NONE;
            case SEALED, TAKEN_BACK, RETURNED, WAITING -> Blame.OPEN;
        };
    }

    @Transactional
    public void propose(String code, UUID bid, Blame blame, String reason, Caller host) {
        TradeView trade = tenders.lock(code);
        if (!trade.isRunBy(organisation(host))) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "由主持开标的招标人或代理提出认定");
        }
        Entry entry = inTime(code, bid);
        next(entry, blame);
        rulings.put(new RulingStore.Row(
                bid,
                code,
                blame,
                reason,
                host.account(),
                host.name(),
                organisation(host),
                clock.instant(),
                null,
                null));
    }

    /** Not by who proposed it, nor by anybody of his house. */
    @Transactional
    public void confirm(String code, UUID bid, Caller second) {
        tenders.lock(code);
        Entry entry = inTime(code, bid);
        RulingStore.Row proposed = rulings.ofTrade(code).stream()
                .filter(row -> row.bid().equals(bid) && row.isOpen())
                .findFirst()
                .orElseThrow(() -> refused("NOTHING_TO_CONFIRM", "没有待确认的认定"));
        boolean may = second.is(Role.CENTRE_STAFF) || second.is(Role.SUPERVISOR) || second.is(Role.WITNESS);
        if (!may) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "认定由交易中心、监督或见证确认");
        }
        UUID house = organisation(second);
        if (proposed.proposedBy().equals(second.account())
                || (house != null && house.equals(proposed.organisation()))) {
            throw refused("SECOND_PERSON_NEEDED", "认定须由另一单位的人确认");
        }
        Blame blame = next(entry, proposed.blame());
        Instant now = clock.instant();
        BidEvent event = blame == Blame.BIDDER ? BidEvent.REVOKED : BidEvent.WITHDRAWN;
        board.ruled(bid, BidLife.next(entry.state(), event));
        rulings.confirm(bid, second.name(), now);
        var body = new OpeningFacts.Ruled(
                bid,
                entry.seq(),
                entry.name(),
                blame,
                blame.consequence(),
                entry.cause(),
                proposed.reason(),
                proposed.proposer(),
                second.name(),
                OpeningFacts.WINDOW);
        tenders.record(code, List.of(TradeAct.open(TradeFact.BID_RULED, second.actor(), body)))
                .orRefuse();
    }

    private Entry inTime(String code, UUID bid) {
        OpeningStore.Opening opening =
                openings.lock(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
        OpeningLife.next(opening.phase(), TradeFact.BID_RULED).orRefuse();
        return board.lock(code, bid)
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, bid.toString()));
    }

    private static Blame next(Entry bid, Blame wanted) {
        Blame from = blame(bid.state());
        Finding ruling = wanted == Blame.BIDDER ? Finding.RULED_BIDDER : Finding.RULED_OTHERS;
        boolean decides = wanted == Blame.BIDDER || wanted == Blame.OTHERS;
        Optional<Blame> next = decides ? Attribution.TABLE.next(from, ruling, from) : Optional.empty();
        return next.orElseThrow(() -> refused("NOTHING_TO_RULE", "“" + from.title() + "”的投标文件不能这样认定"));
    }

    private static @Nullable UUID organisation(Caller caller) {
        return caller.organisation() == null ? null : caller.organisation().id();
    }

    private static RefusedException refused(String code, String words) {
        return new RefusedException(new Refusal(code, OpeningFacts.WINDOW, words));
    }
}
