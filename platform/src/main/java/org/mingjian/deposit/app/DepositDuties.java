package org.mingjian.deposit.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.deposit.store.DepositStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.rules.Answer;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** What whoever keeps the deposits must give back, and by when. Before the opening nobody is named. */
@Component
class DepositDuties implements Duties {

    private static final int MOST = 1_000;

    private final DepositStore store;
    private final Tenders tenders;
    private final Rules rules;

    DepositDuties(DepositStore store, Tenders tenders, Rules rules) {
        this.store = store;
        this.tenders = tenders;
        this.rules = rules;
    }

    @Override
    public List<Duty> of(Caller caller) {
        if (!caller.may(Permission.DEPOSIT_KEEP)) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        for (DepositStore.Withdrawn one : store.withdrawn(MOST)) {
            TradeView trade = tenders.get(one.trade());
            if (!caller.reaches(Permission.DEPOSIT_KEEP, trade.place())) {
                continue;
            }
            duties.add(duty(
                    "deposit-withdrawn:" + one.deposit(),
                    trade,
                    "退还撤回投标的保证金",
                    new Cause("投标人在投标截止前撤回了投标", "G-T20.withdrawn", one.at())));
        }
        for (String code : store.tradesThatKeep(MOST)) {
            TradeView trade = tenders.get(code);
            if (!caller.reaches(Permission.DEPOSIT_KEEP, trade.place())) {
                continue;
            }
            String title = "退还投标保证金及利息";
            if (trade.state() == TradeState.CONTRACTED) {
                duties.add(duty("deposits:" + code, trade, title, new Cause("合同已签订", "G-T20", trade.stateSince())));
            } else if (trade.state() == TradeState.FAILED || trade.state() == TradeState.TERMINATED) {
                Cause ended = new Cause("招标" + trade.state().title(), null, trade.stateSince());
                duties.add(duty("deposits:" + code, trade, title, ended));
            }
        }
        return duties;
    }

    /** @param rule whose clock runs; null where the law names no day */
    private record Cause(String why, @Nullable String rule, Instant from) {}

    private Duty duty(String id, TradeView trade, String title, Cause cause) {
        String rule = cause.rule();
        String basis = "条例 §31";
        Instant due = null;
        String explained = cause.why();
        if (rule != null) {
            RuleBook book = trade.book(rules);
            var answer = book.due(rule, cause.from());
            basis = rule.equals("G-T20") ? "条例 §57" : "条例 §35";
            due = answer.at() instanceof Answer.Known<Instant> known ? known.value() : null;
            explained = cause.why() + "。" + answer.explanation();
        }
        return new Duty(
                id,
                title,
                explained,
                basis,
                due,
                cause.from(),
                "/trades/" + trade.code() + "/deposits",
                new Duty.Trade(trade.code(), trade.title()));
    }
}
