package org.mingjian.contract.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.contract.store.AwardStore.Award;
import org.mingjian.contract.store.AwardStore.Objection;
import org.mingjian.contract.store.ContractStore.Contract;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.rules.Answer;
import org.mingjian.rules.Rules;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** What must be done next from the report to the end, for those who run the trade, the winner and the centre. */
@Component
class ResultDuties implements Duties {

    private static final List<TradeState> STATES = List.of(
            TradeState.EVALUATED, TradeState.PUBLICITY, TradeState.SELECTED, TradeState.AWARDED, TradeState.CONTRACTED);

    private final Stores stores;
    private final Tenders tenders;
    private final Evaluations evaluations;
    private final Rules rules;
    private final InstantSource clock;

    ResultDuties(Stores stores, Tenders tenders, Evaluations evaluations, Rules rules, InstantSource clock) {
        this.stores = stores;
        this.tenders = tenders;
        this.evaluations = evaluations;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        List<Duty> duties = new ArrayList<>();
        UUID own = caller.organisation() == null ? null : caller.organisation().id();
        if (own == null) {
            return duties;
        }
        for (TradeState state : STATES) {
            for (TradeView trade : tenders.due(state, clock.instant())) {
                if (trade.isRunBy(own)) {
                    running(trade, own, duties);
                } else if (caller.is(Role.BIDDER)) {
                    winning(trade, own, duties);
                }
            }
        }
        return duties;
    }

    private void running(TradeView trade, UUID own, List<Duty> duties) {
        switch (trade.state()) {
            case EVALUATED ->
                evaluations
                        .report(trade.code())
                        .ifPresent(report -> duties.add(duty(
                                trade, "publicity", "公示中标候选人", "评标报告已收到", clock("G-T14", trade, report.reportedAt()))));
            case PUBLICITY -> published(trade, duties);
            case SELECTED -> duties.add(duty(trade, "award", "发出中标通知书和中标结果公告", "中标人已确定", plain("招标投标法 §45", trade)));
            case AWARDED -> contracting(trade, own, duties);
            case CONTRACTED -> finishing(trade, duties);
            default -> throw new IllegalStateException("not asked for: " + trade.state());
        }
    }

    private void published(TradeView trade, List<Duty> duties) {
        for (Objection objection : stores.awards().objections(trade.code())) {
            if (objection.answer() == null) {
                duties.add(duty(
                        trade,
                        "result-objection:" + objection.id(),
                        "答复对评标结果的异议",
                        objection.organisationName() + "提出；作出答复前暂停招标投标活动",
                        clock("G-T08", trade, objection.raisedAt())));
            }
        }
        stores.awards()
                .publicity(trade.code())
                .filter(publicity -> trade.holds() == 0 && !clock.instant().isBefore(publicity.endsAt()))
                .ifPresent(publicity ->
                        duties.add(duty(trade, "selection", "定标", "公示期满，没有未答复的异议", plain("条例 §55", trade))));
    }

    private void contracting(TradeView trade, UUID own, List<Duty> duties) {
        Award award = stores.awards().award(trade.code()).orElseThrow();
        Instant issued = award.issuedAt() == null ? trade.stateSince() : award.issuedAt();
        Contract contract = stores.contracts().contract(trade.code()).orElse(null);
        if (contract == null) {
            duties.add(duty(trade, "contract", "拟定合同", "中标通知书已发出", clock("G-T17", trade, issued)));
        } else if (contract.tendererSigned() == null && own.equals(trade.tenderer())) {
            duties.add(duty(trade, "sign", "签署合同", "合同已拟定", clock("G-T17", trade, issued)));
        }
        report(trade, award, duties);
    }

    private void finishing(TradeView trade, List<Duty> duties) {
        Award award = stores.awards().award(trade.code()).orElseThrow();
        report(trade, award, duties);
    }

    private void report(TradeView trade, Award award, List<Duty> duties) {
        if (stores.contracts().reported(trade.code()).isEmpty()) {
            duties.add(duty(trade, "report", "提交招标投标情况书面报告", "中标人已确定", clock("G-T18", trade, award.selectedAt())));
        }
    }

    private void winning(TradeView trade, UUID own, List<Duty> duties) {
        if (trade.state() != TradeState.AWARDED) {
            return;
        }
        stores.awards()
                .award(trade.code())
                .filter(award -> award.organisation().equals(own))
                .ifPresent(award -> stores.contracts()
                        .contract(trade.code())
                        .filter(contract -> contract.winnerSigned() == null)
                        .ifPresent(contract -> duties.add(duty(
                                trade,
                                "sign",
                                "签署合同",
                                "您单位中标，合同已拟定",
                                clock(
                                        "G-T17",
                                        trade,
                                        award.issuedAt() == null ? trade.stateSince() : award.issuedAt())))));
    }

    private record Timing(String basis, @Nullable Instant due, Instant started, String explanation) {}

    private Timing clock(String rule, TradeView trade, Instant from) {
        var book = trade.book(rules);
        var due = book.due(rule, from);
        String article = book.rules().stream()
                .filter(summary -> summary.name().id().equals(rule))
                .findFirst()
                .map(summary -> summary.basis().article())
                .orElse(rule);
        Instant at = due.at() instanceof Answer.Known<Instant> known ? known.value() : null;
        return new Timing(article, at, from, due.explanation());
    }

    private static Timing plain(String basis, TradeView trade) {
        return new Timing(basis, null, trade.stateSince(), "");
    }

    private static Duty duty(TradeView trade, String what, String title, String why, Timing timing) {
        return new Duty(
                what + ":" + trade.code(),
                title,
                timing.explanation().isEmpty() ? why : why + "。" + timing.explanation(),
                timing.basis(),
                timing.due(),
                timing.started(),
                "/trades/" + trade.code() + "/after",
                new Duty.Trade(trade.code(), trade.title()));
    }
}
