package org.mingjian.tender.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.rules.Answer;
import org.mingjian.rules.Due;
import org.mingjian.rules.Rules;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.store.QuestionStore;
import org.mingjian.tender.store.QuestionStore.Waiting;
import org.mingjian.tender.store.TradeStore;
import org.springframework.stereotype.Component;

/** What tenderer and agency must do before the bids are opened. */
@Component
class TenderDuties implements Duties {

    private static final int MOST = 100;

    private final TradeStore trades;
    private final QuestionStore questions;
    private final Rules rules;

    TenderDuties(TradeStore trades, QuestionStore questions, Rules rules) {
        this.trades = trades;
        this.questions = questions;
        this.rules = rules;
    }

    @Override
    public List<Duty> of(Caller caller) {
        Organisation own = caller.organisation();
        if (own == null || !caller.may(Permission.TENDER_WRITE)) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        trades.list(new TradeStore.Wanted(own.id(), false, TradeState.REGISTERED, null), MOST, 0)
                .forEach(trade -> duties.add(notice(trade)));
        questions.waiting(own.id()).forEach(waiting -> duties.add(answer(waiting)));
        return duties;
    }

    private static Duty notice(TradeView trade) {
        Clock clock = new Clock("招标投标法 §16", null, trade.stateSince());
        return duty(
                "notice:" + trade.code(), "发布招标公告", "已进场，尚未发布公告", clock, new Duty.Trade(trade.code(), trade.title()));
    }

    private Duty answer(Waiting waiting) {
        UUID objection = waiting.objection();
        if (objection == null) {
            String why = waiting.count() + " 个疑问待答复；影响投标文件编制的应在投标截止 15 日前发出";
            Clock clock = new Clock("招标投标法 §23", null, waiting.since());
            return duty(
                    "questions:" + waiting.code(),
                    "答复投标人的疑问",
                    why,
                    clock,
                    new Duty.Trade(waiting.code(), waiting.title()));
        }
        Due due = rules.book(waiting.kind(), waiting.pinned()).due("G-T08", waiting.since());
        Clock clock = new Clock("招标投标法实施条例 §22", known(due).orElse(null), waiting.since());
        String why = "答复前暂停招标投标活动。" + due.explanation();
        return duty(
                "objection:" + objection, "答复对招标文件的异议", why, clock, new Duty.Trade(waiting.code(), waiting.title()));
    }

    private static Optional<Instant> known(Due due) {
        return switch (due.at()) {
            case Answer.Known<Instant> known -> Optional.of(known.value());
            case Answer.Unknown<Instant> unknown -> Optional.empty();
        };
    }

    private record Clock(String basis, @Nullable Instant due, Instant started) {}

    private static Duty duty(String id, String title, String why, Clock clock, Duty.Trade trade) {
        return new Duty(id, title, why, clock.basis(), clock.due(), clock.started(), "/trades/" + trade.code(), trade);
    }
}
