package org.mingjian.contract.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.contract.ContractError;
import org.mingjian.contract.store.AwardStore;
import org.mingjian.contract.store.AwardStore.Award;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.evaluation.Evaluations.Ranked;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.rules.Quantity;
import org.mingjian.tender.Standings;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 定标: the first candidate, or a later one on one of the four lawful grounds (条例 §55); then letter and result. */
@Service
public class SelectingWinner {

    /** The choice, with its ground. */
    record WinnerSelected(
            UUID bid, String name, String creditCode, Money price, int rank, String ground, List<String> warnings) {}

    /** 中标通知书. */
    record AwardLetter(String name, String creditCode, Money price, int durationDays, String quality, String text) {}

    /** 中标结果公告. */
    record ResultPublished(String title, String tenderer, String name, String creditCode, Money price) {}

    private static final String FIRST = "排名第一";

    private final AwardStore store;
    private final Evaluations evaluations;
    private final Tenders tenders;
    private final PublishingCandidates publicity;
    private final ResultRules rules;
    private final InstantSource clock;
    private final List<Standings> standings;

    SelectingWinner(
            AwardStore store,
            Evaluations evaluations,
            Tenders tenders,
            PublishingCandidates publicity,
            ResultRules rules,
            InstantSource clock,
            List<Standings> standings) {
        this.standings = standings;
        this.store = store;
        this.evaluations = evaluations;
        this.tenders = tenders;
        this.publicity = publicity;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @param ground when the winner is not the first candidate one of the four of 条例 §55, by the names of rule G-T16:
     *     declined, forceMajeure, noPerformanceBond, unlawful; else null
     */
    @Transactional
    public List<String> select(String code, UUID bid, @Nullable String ground, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        publicity.requireOver(trade);
        Evaluations.Report report =
                evaluations.report(code).orElseThrow(() -> new PlatformException(ContractError.NO_REPORT, code));
        Ranked winner = report.candidates().stream()
                .filter(candidate -> candidate.bid().equals(bid))
                .findFirst()
                .orElseThrow(() -> new PlatformException(ContractError.NOT_A_CANDIDATE, bid.toString()));
        standings.stream()
                .flatMap(one -> one.bar(winner.organisation(), Standings.Act.AWARD).stream())
                .findFirst()
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
        String reason = winner.rank() == 1 ? FIRST : requireGround(ground);
        List<String> warnings = winner.rank() == 1
                ? List.of()
                : rules.quantity(trade, "G-T16", Quantity.chosen(reason)).warnings();
        Instant now = clock.instant();
        var body = new WinnerSelected(
                bid, winner.name(), winner.creditCode(), winner.price(), winner.rank(), reason, warnings);
        tenders.record(code, List.of(TradeAct.open(TradeFact.WINNER_SELECTED, caller.actor(), body)))
                .orRefuse();
        store.select(
                code,
                new Award(
                        bid,
                        winner.organisation(),
                        winner.name(),
                        winner.creditCode(),
                        winner.price(),
                        reason,
                        now,
                        null));
        return warnings;
    }

    private static String requireGround(@Nullable String ground) {
        if (ground == null || ground.isBlank()) {
            throw new RefusedException(new Refusal("NOT_THE_FIRST", "条例 §55", "国有资金项目应当确定排名第一的中标候选人为中标人；另选须写明法定情形"));
        }
        return ground;
    }

    /** 中标通知书 and 中标结果公告, one act. */
    @Transactional
    public void issue(String code, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        Award award = store.award(code).orElseThrow(() -> new PlatformException(ContractError.NO_AWARD, code));
        var letter = new AwardLetter(
                award.name(),
                award.creditCode(),
                award.price(),
                trade.requireTerms().durationDays(),
                trade.requireTerms().quality(),
                award.name() + "：确定你单位为“" + trade.title() + "”的中标人，中标价 " + award.price()
                        + " 元。请自中标通知书发出之日起 30 日内与招标人订立书面合同（招标投标法 §46）。");
        var result = new ResultPublished(
                trade.title(), trade.tendererName(), award.name(), award.creditCode(), award.price());
        tenders.record(
                        code,
                        List.of(
                                TradeAct.open(TradeFact.AWARD_ISSUED, caller.actor(), letter),
                                TradeAct.open(TradeFact.RESULT_PUBLISHED, caller.actor(), result)))
                .orRefuse();
        store.issue(code, clock.instant());
    }
}
