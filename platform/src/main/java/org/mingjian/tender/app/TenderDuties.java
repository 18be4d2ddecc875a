package org.mingjian.tender.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.rules.Answer;
import org.mingjian.rules.Due;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Objection;
import org.mingjian.tender.domain.Question;
import org.mingjian.tender.store.QuestionStore;
import org.mingjian.tender.store.TradeStore;
import org.springframework.stereotype.Component;

/** What tenderer and agency must do before the bids are opened. */
@Component
class TenderDuties implements Duties {

    private static final int MOST = 100;

    private final TradeStore trades;
    private final QuestionStore questions;
    private final CheckingTerms checking;

    TenderDuties(TradeStore trades, QuestionStore questions, CheckingTerms checking) {
        this.trades = trades;
        this.questions = questions;
        this.checking = checking;
    }

    @Override
    public List<Duty> of(Caller caller) {
        Organisation own = caller.organisation();
        if (own == null || !caller.may(Permission.TENDER_WRITE)) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        list(own, TradeState.REGISTERED).forEach(trade -> duties.add(notice(trade)));
        list(own, TradeState.BIDDING).forEach(trade -> {
            questions.objections(trade.id()).stream()
                    .filter(objection -> objection.answer() == null)
                    .forEach(objection -> duties.add(answer(trade, objection)));
            List<Question> open = questions.questions(trade.id()).stream()
                    .filter(question -> question.answer() == null)
                    .toList();
            if (!open.isEmpty()) {
                duties.add(answers(trade, open));
            }
        });
        return duties;
    }

    private Stream<TradeView> list(Organisation own, TradeState state) {
        return trades.list(new TradeStore.Wanted(own.id(), false, state, null), MOST, 0).stream()
                .filter(trade -> trade.isRunBy(own.id()));
    }

    private static Duty notice(TradeView trade) {
        return duty(trade, "notice", "发布招标公告", "已进场，尚未发布公告", new Clock("招标投标法 §16", null, trade.stateSince()));
    }

    private Duty answer(TradeView trade, Objection objection) {
        Due due = checking.book(trade).due("G-T08", objection.raisedAt());
        return duty(
                trade,
                "objection:" + objection.id(),
                "答复对招标文件的异议",
                "答复前暂停招标投标活动。" + due.explanation(),
                new Clock("招标投标法实施条例 §22", known(due).orElse(null), objection.raisedAt()));
    }

    private static Optional<Instant> known(Due due) {
        return switch (due.at()) {
            case Answer.Known<Instant> known -> Optional.of(known.value());
            case Answer.Unknown<Instant> unknown -> Optional.empty();
        };
    }

    private static Duty answers(TradeView trade, List<Question> open) {
        return duty(
                trade,
                "questions",
                "答复投标人的疑问",
                open.size() + " 个疑问待答复；影响投标文件编制的应在投标截止 15 日前发出",
                new Clock("招标投标法 §23", null, open.getFirst().askedAt()));
    }

    private record Clock(String basis, @Nullable Instant due, Instant started) {}

    private static Duty duty(TradeView trade, String what, String title, String why, Clock clock) {
        return new Duty(
                what + ":" + trade.code(),
                title,
                why,
                clock.basis(),
                clock.due(),
                clock.started(),
                "/trades/" + trade.code(),
                new Duty.Trade(trade.code(), trade.title()));
    }
}
