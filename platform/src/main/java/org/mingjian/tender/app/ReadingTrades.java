package org.mingjian.tender.app;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.tender.NextAct;
import org.mingjian.tender.NextActs;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Edition;
import org.mingjian.tender.domain.TradeEvents;
import org.mingjian.tender.store.EditionStore;
import org.mingjian.tender.store.TradeStore;
import org.mingjian.tender.store.TradeStore.Wanted;
import org.springframework.stereotype.Service;

/** Trades, their facts and their clocks as one caller may see them. */
@Service
public class ReadingTrades {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What a list asks for. */
    public record Search(@Nullable String words, @Nullable TradeState state, boolean mine, int page, int size) {}

    /** One page and how many there are. */
    public record Found(List<TradeView> items, long total) {}

    private final Tenders tenders;
    private final TradeStore store;
    private final EditionStore documents;
    private final CheckingTerms checking;
    private final Facts facts;
    private final List<NextActs> acts;

    ReadingTrades(
            Tenders tenders,
            TradeStore store,
            EditionStore documents,
            CheckingTerms checking,
            Facts facts,
            List<NextActs> acts) {
        this.tenders = tenders;
        this.store = store;
        this.documents = documents;
        this.checking = checking;
        this.facts = facts;
        this.acts = acts;
    }

    public Found list(Search search, Caller caller) {
        Wanted wanted = wanted(search, caller);
        long offset = (long) search.page() * search.size();
        return new Found(store.list(wanted, search.size(), offset), store.count(wanted));
    }

    /** Those who watch see all, tenderer and agency their own, others what is published and what they joined. */
    private static Wanted wanted(Search search, Caller caller) {
        Organisation own = caller.organisation();
        UUID id = own == null ? null : own.id();
        if (Access.watches(caller)) {
            return new Wanted(null, false, search.state(), search.words(), caller.reach(Permission.TRADE_READ));
        }
        boolean runner = caller.is(Role.TENDERER) || caller.is(Role.AGENCY);
        boolean onlyOwn = id != null && (search.mine() || (runner && !caller.is(Role.BIDDER)));
        return new Wanted(id, !onlyOwn, search.state(), search.words(), caller.reach(Permission.TRADE_READ));
    }

    public TradeView get(String code, Caller caller) {
        return Access.requireSeen(tenders.get(code), caller);
    }

    /** Those of the trades that the caller's organisation joined by fetching the documents. */
    public Set<TradeId> joined(List<TradeView> trades, Caller caller) {
        Organisation own = caller.organisation();
        return own == null
                ? Set.of()
                : documents.fetchedBy(
                        own.id(), trades.stream().map(TradeView::id).toList());
    }

    public boolean hasJoined(TradeView trade, Caller caller) {
        Organisation own = caller.organisation();
        return own != null && documents.hasFetched(trade.id(), own.id());
    }

    public Optional<Edition> newest(TradeView trade) {
        return documents.newest(trade.id());
    }

    public List<Edition> editions(String code, Caller caller) {
        return documents.editions(get(code, caller).id());
    }

    public Edition edition(String code, int number, Caller caller) {
        return editions(code, caller).stream()
                .filter(edition -> edition.number() == number)
                .findFirst()
                .orElseThrow(() -> new PlatformException(TenderError.VERSION_NOT_FOUND, String.valueOf(number)));
    }

    public List<NextAct> acts(TradeView trade, Caller caller) {
        return acts.stream().flatMap(offer -> offer.of(trade, caller).stream()).toList();
    }

    /**
     * In order of time; what the caller may not read is not there at all, because its number would tell (招标投标法 §22).
     */
    public List<Fact> facts(TradeView trade, Caller caller) {
        return facts.ofStream(trade.stream()).stream()
                .filter(fact -> Access.reads(fact, trade, caller))
                .sorted(Comparator.comparingLong(Fact::seq))
                .toList();
    }

    public ClockCertificate clocks(TradeView trade, Caller caller) {
        return clocks(trade, facts(trade, caller));
    }

    public ClockCertificate clocks(TradeView trade, List<Fact> seen) {
        return checking.book(trade).certificate(TradeEvents.of(trade.terms(), seen));
    }

    /** The proof of one fact; without content where the caller may not read it. */
    public Evidence evidence(String code, long seq, Caller caller) {
        TradeView trade = get(code, caller);
        Fact fact = facts.ofStream(trade.stream()).stream()
                .filter(found -> found.seq() == seq)
                .filter(found -> Access.knows(found, trade, caller))
                .findFirst()
                .orElseThrow(() -> new PlatformException(TenderError.FACT_NOT_FOUND, "第 " + seq + " 条"));
        Evidence evidence = facts.evidence(fact.id(), "fact", PATIENCE);
        return Access.reads(fact, trade, caller) ? evidence : evidence.withoutContent();
    }
}
