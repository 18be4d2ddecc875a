package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mingjian.facts.Actor;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.Attribution;
import org.mingjian.sealing.domain.Attribution.Evidence;
import org.mingjian.sealing.domain.BidEvent;
import org.mingjian.sealing.domain.BidLife;
import org.mingjian.sealing.domain.OpeningLife;
import org.mingjian.sealing.domain.Remedy;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 解密结束: when the time is over, a bid that stayed sealed by its bidder's cause counts as revoked 撤销, one that stayed
 * sealed by another cause as withdrawn 撤回 (20号令 §31); what the record does not decide waits for a
 * ruling. Commands that arrived in time are worked off first.
 */
@Service
class EndingDecryption {

    /** So long a queued command may take; after that its failure is the platform's. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OpeningStore openings;
    private final BoardStore board;
    private final OpeningSheets sheets;
    private final Tenders tenders;
    private final Arrivals arrivals;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Map<String, Long> waitingSince = new ConcurrentHashMap<>();

    EndingDecryption(
            OpeningStore openings,
            BoardStore board,
            OpeningSheets sheets,
            Tenders tenders,
            Arrivals arrivals,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.openings = openings;
        this.board = board;
        this.sheets = sheets;
        this.tenders = tenders;
        this.arrivals = arrivals;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** At the end of the window; false while commands that came in time are still at work. */
    boolean endOfWindow(OpeningStore.Opening opening) {
        String code = opening.trade();
        if (!arrivals.isOver(code, opening.windowEnd()) || isSuspended(opening)) {
            return false;
        }
        List<Entry> bids = board.board(code);
        long since = waitingSince.computeIfAbsent(code, c -> System.nanoTime());
        boolean atWork = bids.stream().anyMatch(Entry::commanded);
        if (atWork && System.nanoTime() - since < PATIENCE.toNanos()) {
            return false;
        }
        if (isRemedyOn(opening, bids)) {
            waitingSince.remove(code);
            return false;
        }
        end(code, opening.windowEnd(), causes(bids), Actor.SYSTEM);
        waitingSince.remove(code);
        return true;
    }

    /** After the bidders' time the openers have theirs, as long as there is a bid that their shares can open. */
    private boolean isRemedyOn(OpeningStore.Opening opening, List<Entry> bids) {
        Instant until = opening.remedyUntil();
        return until != null
                && !clock.instant().isAfter(until)
                && bids.stream().anyMatch(EndingDecryption::mayBeRemedied);
    }

    private static boolean mayBeRemedied(Entry bid) {
        return Remedy.refusal(bid.state(), bid.cause(), bid.commanded()).isEmpty();
    }

    /** A suspended trade stands still; {@link StandingStill} adds that time to the window. */
    private boolean isSuspended(OpeningStore.Opening opening) {
        return tenders.get(opening.trade()).state() != TradeState.OPENING;
    }

    /** The host may end it early when nothing is left to decrypt. */
    void early(String code, Actor host) {
        end(code, Instant.MAX, Map.of(), host);
    }

    /** Failures are looked at once more: whether what is stored is still what the bidder was given a receipt for. */
    private Map<UUID, OpeningCause> causes(List<Entry> bids) {
        Map<UUID, OpeningCause> causes = new HashMap<>();
        for (Entry bid : bids) {
            if (bid.state() != BidState.OPENED) {
                boolean intact = bid.cause() == null || sheets.isIntact(bid.sm3());
                causes.put(bid.id(), Attribution.cause(new Evidence(false, bid.commanded(), intact, bid.cause())));
            }
        }
        return causes;
    }

    private void end(String code, Instant windowEnd, Map<UUID, OpeningCause> causes, Actor by) {
        transaction.executeWithoutResult(status -> {
            tenders.lock(code);
            OpeningStore.Opening opening =
                    openings.lock(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
            boolean byHost = !by.equals(Actor.SYSTEM);
            if (!byHost && (!opening.windowEnd().equals(windowEnd) || opening.phase() != OpeningPhase.DECRYPTING)) {
                return;
            }
            List<Entry> left = board.board(code).stream()
                    .filter(bid -> bid.state() != BidState.OPENED)
                    .toList();
            if (byHost && !left.isEmpty()) {
                throw new RefusedException(new Refusal(
                        "DECRYPTION_GOES_ON", OpeningFacts.WINDOW, "还有 " + left.size() + " 份投标文件未解密，解密时间未到不能结束"));
            }
            OpeningPhase next = OpeningLife.next(opening.phase(), TradeFact.DECRYPTION_CLOSED)
                    .orRefuse();
            tenders.record(code, List.of(act(opening, left, causes, by))).orRefuse();
            openings.phase(code, next);
        });
    }

    private TradeAct act(OpeningStore.Opening opening, List<Entry> left, Map<UUID, OpeningCause> causes, Actor by) {
        List<OpeningFacts.Unopened> revoked = new ArrayList<>();
        List<OpeningFacts.Unopened> withdrawn = new ArrayList<>();
        List<OpeningFacts.Unopened> pending = new ArrayList<>();
        List<BoardStore.Unopened> changes = new ArrayList<>();
        for (Entry bid : left) {
            OpeningCause cause = causes.getOrDefault(bid.id(), OpeningCause.PLATFORM);
            OpeningFacts.Unopened told = OpeningFacts.unopened(bid, cause);
            switch (Attribution.of(cause)) {
                case BIDDER -> {
                    changes.add(unopened(bid, BidEvent.REVOKED, cause));
                    revoked.add(told);
                }
                case OTHERS -> {
                    changes.add(unopened(bid, BidEvent.WITHDRAWN, cause));
                    withdrawn.add(told);
                }
                case PENDING -> pending.add(told);
                case OPEN, NONE -> throw new IllegalStateException(bid.id() + " failed and nobody knows why");
            }
        }
        board.unopened(changes);
        String endedBy = by.equals(Actor.SYSTEM) ? "WINDOW" : "HOST";
        var body = new OpeningFacts.DecryptionClosed(
                opening.bids() - left.size(), revoked, withdrawn, pending, endedBy, OpeningFacts.WINDOW);
        return TradeAct.open(TradeFact.DECRYPTION_CLOSED, by, body);
    }

    private static BoardStore.Unopened unopened(Entry bid, BidEvent event, OpeningCause cause) {
        return new BoardStore.Unopened(bid.id(), BidLife.next(bid.state(), event), cause);
    }
}
