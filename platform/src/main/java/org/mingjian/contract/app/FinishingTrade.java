package org.mingjian.contract.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.mingjian.contract.ContractError;
import org.mingjian.contract.store.AwardStore;
import org.mingjian.contract.store.AwardStore.Award;
import org.mingjian.contract.store.ContractStore;
import org.mingjian.contract.store.ContractStore.Performance;
import org.mingjian.deposit.Deposits;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 书面报告 (招标投标法 §47), 履约 and 办结. */
@Service
public class FinishingTrade {

    /** One line of the report: what happened when. */
    record Step(String what, Instant at) {}

    /** 招标投标情况书面报告, drafted from the facts of the trade. */
    record WrittenReport(
            String title,
            String tenderer,
            String method,
            List<Step> steps,
            List<Evaluations.Ranked> candidates,
            List<Evaluations.Rejected> rejected,
            String winner,
            String ground,
            List<String> warnings) {}

    /** The body of a performance fact. */
    record PerformanceRecorded(String kind, String text) {}

    private final AwardStore awards;
    private final ContractStore store;
    private final Tenders tenders;
    private final Evaluations evaluations;
    private final Deposits deposits;
    private final Facts facts;
    private final ResultRules rules;
    private final InstantSource clock;

    FinishingTrade(
            Stores stores,
            Tenders tenders,
            Evaluations evaluations,
            Deposits deposits,
            Facts facts,
            ResultRules rules,
            InstantSource clock) {
        this.awards = stores.awards();
        this.store = stores.contracts();
        this.tenders = tenders;
        this.evaluations = evaluations;
        this.deposits = deposits;
        this.facts = facts;
        this.rules = rules;
        this.clock = clock;
    }

    @Transactional
    public List<String> report(String code, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        Award award = awards.award(code).orElseThrow(() -> new PlatformException(ContractError.NO_AWARD, code));
        if (store.reported(code).isPresent()) {
            throw new RefusedException(new Refusal("ALREADY_REPORTED", "招标投标法 §47", "书面报告已经提交"));
        }
        Evaluations.Report report =
                evaluations.report(code).orElseThrow(() -> new PlatformException(ContractError.NO_REPORT, code));
        Instant now = clock.instant();
        List<String> warnings =
                rules.clock(trade, "G-T18", award.selectedAt(), now).warnings();
        List<Step> steps = facts.ofStream(trade.stream()).stream()
                .filter(fact -> fact.secrecy() == Secrecy.PUBLIC)
                .map(FinishingTrade::step)
                .toList();
        var body = new WrittenReport(
                trade.title(),
                trade.tendererName(),
                report.method(),
                steps,
                report.candidates(),
                report.rejected(),
                award.name(),
                award.ground(),
                warnings);
        tenders.record(code, List.of(TradeAct.secret(TradeFact.REPORT_FILED, caller.actor(), body, Secrecy.PARTIES)))
                .orRefuse();
        store.report(code, now);
        return warnings;
    }

    private static Step step(Fact fact) {
        return new Step(TradeFact.ofKind(fact.kind()).map(TradeFact::title).orElse(fact.kind()), fact.at());
    }

    @Transactional
    public UUID perform(String code, String kind, String text, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        UUID id = UUID.randomUUID();
        tenders.record(
                        code,
                        List.of(TradeAct.open(
                                TradeFact.PERFORMANCE_RECORDED, caller.actor(), new PerformanceRecorded(kind, text))))
                .orRefuse();
        store.perform(code, new Performance(id, kind, text, clock.instant()));
        return id;
    }

    /** 办结: when the report is filed and every deposit is back. */
    @Transactional
    public void close(String code, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        if (store.reported(code).isEmpty()) {
            throw new RefusedException(new Refusal("REPORT_MISSING", "招标投标法 §47", "书面报告尚未提交"));
        }
        long kept = deposits.kept(code);
        if (kept > 0) {
            throw new RefusedException(new Refusal("DEPOSITS_KEPT", "条例 §57", "还有 " + kept + " 笔投标保证金没有退还"));
        }
        tenders.record(code, List.of(TradeAct.open(TradeFact.TRADE_CLOSED, caller.actor(), java.util.Map.of())))
                .orRefuse();
    }
}
