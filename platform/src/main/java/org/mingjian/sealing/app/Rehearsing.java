package org.mingjian.sealing.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Recorded;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.Rehearsal;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.sealing.store.RehearsalStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 解密演练: keeps what a bidder found when he opened, on his own machine, the very bytes that the platform holds. It is a
 * secret fact in the stream of bids, for it tells who bids (招标投标法 §22).
 */
@Service
public class Rehearsing {

    private static final String BASIS = "电子招标投标办法（20号令）§30";

    /**
     * What a bidder found.
     *
     * @param sm3 of the version that he tried
     * @param signature by his certificate, over {@link Rehearsal#message}
     */
    public record Tried(String sm3, Rehearsal found, byte[] signature) {}

    /** A trial as its bidder sees it. */
    public record RehearsalView(boolean opened, String outcome, String words, Instant at) {}

    private final Tenders tenders;
    private final BidStore bids;
    private final RehearsalStore store;
    private final BidFacts facts;
    private final OpeningSheets sheets;
    private final Accounts accounts;
    private final InstantSource clock;

    Rehearsing(
            Tenders tenders,
            BidStore bids,
            RehearsalStore store,
            BidFacts facts,
            OpeningSheets sheets,
            Accounts accounts,
            InstantSource clock) {
        this.tenders = tenders;
        this.bids = bids;
        this.store = store;
        this.facts = facts;
        this.sheets = sheets;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Transactional
    public RehearsalView rehearsed(String code, Tried tried, Caller bidder) {
        TradeView trade = tenders.get(code);
        BidStore.Row bid = own(code, bidder);
        Instant now = clock.instant();
        if (trade.state() != TradeState.BIDDING
                || now.isAfter(trade.requireTerms().bidDeadline())) {
            throw new RefusedException(new Refusal("REHEARSAL_OVER", BASIS, "投标截止后不再演练，请到开标大厅解密"));
        }
        if (!bid.sm3().equals(tried.sm3())) {
            throw new RefusedException(new Refusal("NOT_THE_CURRENT_VERSION", BASIS, "演练的不是现行版本，请刷新后重新演练"));
        }
        Rehearsal found = tried.found();
        if (!accounts.isSignedBy(bidder.account(), found.message(code, bid.sm3()), tried.signature())) {
            throw new PlatformException(SealingError.BAD_SIGNATURE, "演练结果应由您现用的证书签名");
        }
        Boolean intact = found.doubtsTheStore() ? sheets.isIntact(bid.sm3()) : null;
        Recorded fact = facts.rehearsed(
                bidder.actor(),
                new BidFacts.Rehearsed(
                        code,
                        bid.id(),
                        bid.version(),
                        bid.sm3(),
                        found.outcome(),
                        found.words(),
                        intact,
                        Base64.getEncoder().encodeToString(tried.signature()),
                        now));
        store.add(new RehearsalStore.Row(fact.id(), bid.id(), bid.version(), found.outcome(), bidder.account(), now));
        return view(found, now);
    }

    /** The last trial of a version, if there was one. */
    @Nullable
    RehearsalView last(List<RehearsalStore.Row> tried, int version) {
        return tried.stream()
                .filter(row -> row.version() == version)
                .reduce((earlier, later) -> later)
                .flatMap(row -> Rehearsal.of(row.outcome()).map(found -> view(found, row.at())))
                .orElse(null);
    }

    List<RehearsalStore.Row> ofBid(UUID bid) {
        return store.ofBid(bid);
    }

    /** Whether the version that will be opened was opened in a trial; the last one counts. */
    Optional<RehearsalView> ofCurrent(BidStore.Row bid) {
        return Optional.ofNullable(last(ofBid(bid.id()), bid.version()));
    }

    private static RehearsalView view(Rehearsal found, Instant at) {
        return new RehearsalView(found.opened(), found.outcome(), found.words(), at);
    }

    private BidStore.Row own(String code, Caller bidder) {
        return bids.of(code, bidder.requireOrganisation().id())
                .filter(bid -> bid.state() != BidState.TAKEN_BACK)
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
    }
}
