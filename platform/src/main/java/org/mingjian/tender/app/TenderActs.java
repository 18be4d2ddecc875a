package org.mingjian.tender.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.tender.NextAct;
import org.mingjian.tender.NextActs;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeLife;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.store.EditionStore;
import org.springframework.stereotype.Component;

/** What this module lets somebody do in a trade now. */
@Component
class TenderActs implements NextActs {

    private final EditionStore documents;
    private final CheckingTerms checking;
    private final InstantSource clock;

    TenderActs(EditionStore documents, CheckingTerms checking, InstantSource clock) {
        this.documents = documents;
        this.checking = checking;
        this.clock = clock;
    }

    @Override
    public List<NextAct> of(TradeView trade, Caller caller) {
        List<NextAct> acts = new ArrayList<>();
        if (Access.runs(trade, caller)) {
            acts.add(byTable(trade, "PUBLISH_NOTICE", TradeFact.NOTICE_PUBLISHED));
            acts.add(byTable(trade, "ISSUE_CLARIFICATION", TradeFact.CLARIFICATION_ISSUED));
            acts.add(byTable(trade, "ANSWER_QUESTION", TradeFact.ANSWER_PUBLISHED));
            acts.add(byTable(trade, "ANSWER_OBJECTION", TradeFact.OBJECTION_ANSWERED));
        }
        if (caller.may(Permission.TRADE_TERMINATE) && caller.actsFor(trade.tenderer())) {
            acts.add(byTable(trade, "TERMINATE", TradeFact.TRADE_TERMINATED));
        }
        if (caller.may(Permission.TRADE_SUSPEND)) {
            boolean halted = trade.state() == TradeState.SUSPENDED;
            acts.add(
                    halted
                            ? byTable(trade, "RESUME", TradeFact.TRADE_RESUMED)
                            : byTable(trade, "SUSPEND", TradeFact.TRADE_SUSPENDED));
        }
        if (caller.is(Role.BIDDER) && trade.terms() != null && !Access.runs(trade, caller)) {
            acts.addAll(bidder(trade, trade.requireTerms(), caller));
        }
        return acts;
    }

    private List<NextAct> bidder(TradeView trade, Terms terms, Caller caller) {
        Organisation own = caller.organisation();
        boolean joined = own != null && documents.hasFetched(trade.id(), own.id());
        NextAct ask = byTable(trade, "ASK_QUESTION", TradeFact.QUESTION_ASKED);
        return List.of(
                fetch(trade, terms, joined),
                ask.allowed() && !joined ? NextAct.closed(ask.act(), ask.title(), "请先获取招标文件", "招标投标法 §23") : ask,
                objection(trade, terms));
    }

    private NextAct fetch(TradeView trade, Terms terms, boolean joined) {
        NextAct fetch = byTable(trade, "FETCH_DOCUMENTS", TradeFact.DOCUMENTS_FETCHED);
        Instant now = clock.instant();
        if (!fetch.allowed() || joined) {
            return fetch;
        }
        if (now.isBefore(terms.documentsFrom())) {
            return NextAct.closed(fetch.act(), fetch.title(), "招标文件尚未开始发出", "招标公告");
        }
        return now.isAfter(terms.documentsTo())
                ? NextAct.closed(fetch.act(), fetch.title(), "招标文件已停止发售", "招标公告")
                : fetch;
    }

    private NextAct objection(TradeView trade, Terms terms) {
        NextAct raise = byTable(trade, "RAISE_OBJECTION", TradeFact.OBJECTION_RAISED);
        if (!raise.allowed()) {
            return raise;
        }
        return checking.book(trade)
                .check("G-T07", clock.instant(), terms.bidDeadline())
                .refusal()
                .map(no -> NextAct.closed(raise.act(), raise.title(), no.detail(), no.basis()))
                .orElse(raise);
    }

    private static NextAct byTable(TradeView trade, String act, TradeFact fact) {
        TradeState state = trade.state();
        Optional<TradeState> next = TradeLife.TABLE.next(
                state, fact, Optional.ofNullable(trade.before()).orElse(state));
        return next.isPresent()
                ? NextAct.open(act, fact.title())
                : NextAct.closed(act, fact.title(), "现在是“" + state.title() + "”", null);
    }
}
