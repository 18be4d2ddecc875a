package org.mingjian.tender.app;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.store.NewsStore;
import org.springframework.stereotype.Service;

/**
 * 消息: what happened to one's trades, newest first. The table holds every fact that could be news; whether a reader may
 * see it is decided when it is told, by the same rule as the timeline.
 */
@Service
public class TellingNews implements FactReader {

    private static final int LOOKED_AT = 60;

    /** What a thousand bidders do, and what the reader did himself a moment ago, is no news. */
    private static final Set<TradeFact> NEWS = EnumSet.of(
            TradeFact.TRADE_REGISTERED,
            TradeFact.NOTICE_PUBLISHED,
            TradeFact.CLARIFICATION_ISSUED,
            TradeFact.DEADLINE_MOVED,
            TradeFact.ANSWER_PUBLISHED,
            TradeFact.OBJECTION_RAISED,
            TradeFact.OBJECTION_ANSWERED,
            TradeFact.BIDS_CLOSED,
            TradeFact.PRICES_READ,
            TradeFact.OPENING_PAUSED,
            TradeFact.OPENING_CONTINUED,
            TradeFact.OPENING_RECORDED,
            TradeFact.EVALUATION_STARTED,
            TradeFact.EVALUATION_REPORTED,
            TradeFact.PUBLICITY_STARTED,
            TradeFact.RESULT_OBJECTION_RAISED,
            TradeFact.RESULT_OBJECTION_ANSWERED,
            TradeFact.WINNER_SELECTED,
            TradeFact.AWARD_ISSUED,
            TradeFact.RESULT_PUBLISHED,
            TradeFact.CONTRACT_OFFERED,
            TradeFact.CONTRACT_SIGNED,
            TradeFact.REPORT_FILED,
            TradeFact.WITNESS_NOTED,
            TradeFact.TENDER_FAILED,
            TradeFact.TRADE_SUSPENDED,
            TradeFact.TRADE_RESUMED,
            TradeFact.TRADE_TERMINATED,
            TradeFact.TRADE_CLOSED);

    private static final String STREAM = "trade:";

    /** @param fresh since the reader last looked */
    public record Item(Fact fact, TradeView trade, boolean fresh) {}

    private final NewsStore store;
    private final Facts facts;
    private final Tenders tenders;

    TellingNews(NewsStore store, Facts facts, Tenders tenders) {
        this.store = store;
        this.facts = facts;
        this.tenders = tenders;
    }

    @Override
    public String name() {
        return "news";
    }

    @Override
    public void reset() {
        store.reset();
    }

    @Override
    public void read(List<Fact> read) {
        for (Fact fact : read) {
            boolean news = TradeFact.ofKind(fact.kind()).filter(NEWS::contains).isPresent();
            if (news && fact.stream().startsWith(STREAM)) {
                store.add(fact.stream().substring(STREAM.length()), fact);
            }
        }
    }

    /** At most {@code limit}, newest first, without what the caller did himself. */
    public List<Item> of(Caller caller, int limit) {
        Organisation own = caller.organisation();
        boolean watches = Access.watches(caller);
        if (own == null && !watches) {
            return List.of();
        }
        long seen = store.seen(caller.account());
        Map<String, TradeView> trades = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (NewsStore.Line line : store.newest(own == null || watches ? null : own.id(), LOOKED_AT)) {
            TradeView trade = trades.computeIfAbsent(line.trade(), tenders::get);
            Optional<Fact> fact = facts.find(line.fact())
                    .filter(found -> Access.reads(found, trade, caller))
                    .filter(found ->
                            !caller.account().toString().equals(found.actor().account()));
            fact.ifPresent(found -> items.add(new Item(found, trade, line.position() > seen)));
            if (items.size() == limit) {
                break;
            }
        }
        return List.copyOf(items);
    }

    public void see(long position, Caller caller) {
        store.see(caller.account(), Math.min(position, facts.head()));
    }
}
