package org.mingjian.contract.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.mingjian.contract.ContractError;
import org.mingjian.contract.store.AwardStore;
import org.mingjian.contract.store.AwardStore.Objection;
import org.mingjian.contract.store.AwardStore.Publicity;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.evaluation.PublicScores;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 中标候选人公示 (条例 §54) and the objections that stop the choice of the winner until they are answered. */
@Service
public class PublishingCandidates {

    /** What is published; the reasons of rejection are named so that a bidder can object with knowledge. */
    record CandidatesPublished(
            Instant startedAt,
            Instant endsAt,
            String method,
            List<Evaluations.Ranked> candidates,
            List<Evaluations.Rejected> rejected,
            String objections,
            List<String> warnings) {}

    /** The body of an objection's facts. */
    record ResultObjection(UUID id, String organisation, String text) {}

    /** The body of an answer's facts. */
    record ResultAnswer(UUID id, String text, List<String> warnings) {}

    private final AwardStore store;
    private final Evaluations evaluations;
    private final PublicScores scores;
    private final Tenders tenders;
    private final ResultRules rules;
    private final InstantSource clock;

    PublishingCandidates(
            AwardStore store,
            Evaluations evaluations,
            PublicScores scores,
            Tenders tenders,
            ResultRules rules,
            InstantSource clock) {
        this.store = store;
        this.evaluations = evaluations;
        this.scores = scores;
        this.tenders = tenders;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param endsAt end of the publicity, judged by G-T15 */
    @Transactional
    public List<String> start(String code, Instant endsAt, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        Evaluations.Report report =
                evaluations.report(code).orElseThrow(() -> new PlatformException(ContractError.NO_REPORT, code));
        Instant now = clock.instant();
        List<String> late =
                rules.clock(trade, "G-T14", report.reportedAt(), now).warnings();
        List<String> brief = rules.clock(trade, "G-T15", now, endsAt).warnings();
        List<String> warnings =
                java.util.stream.Stream.concat(late.stream(), brief.stream()).toList();
        var body = new CandidatesPublished(
                now,
                endsAt,
                report.method(),
                report.candidates(),
                report.rejected(),
                "投标人或者其他利害关系人对评标结果有异议的，应当在公示期间通过本平台提出（条例 §54）",
                warnings);
        List<TradeAct> acts = new ArrayList<>();
        scores.of(code)
                .ifPresent(record -> acts.add(TradeAct.open(TradeFact.SCORES_PUBLISHED, caller.actor(), record)));
        acts.add(TradeAct.open(TradeFact.PUBLICITY_STARTED, caller.actor(), body));
        tenders.record(code, acts).orRefuse();
        store.start(code, new Publicity(now, endsAt));
        return warnings;
    }

    @Transactional
    public UUID object(String code, String text, Caller caller) {
        tenders.lock(code);
        Publicity publicity =
                store.publicity(code).orElseThrow(() -> new PlatformException(ContractError.NO_PUBLICITY, code));
        Instant now = clock.instant();
        if (now.isAfter(publicity.endsAt())) {
            throw new RefusedException(new Refusal(
                    "OBJECTION_TOO_LATE", "条例 §54", "对评标结果的异议应当在公示期间提出，公示已于 " + publicity.endsAt() + " 结束"));
        }
        Organisation organisation = caller.requireOrganisation();
        UUID id = UUID.randomUUID();
        store.raise(code, new Objection(id, organisation.id(), organisation.name(), text, now, null, null));
        tenders.record(
                        code,
                        List.of(TradeAct.secret(
                                TradeFact.RESULT_OBJECTION_RAISED,
                                caller.actor(),
                                new ResultObjection(id, organisation.name(), text),
                                Secrecy.PARTIES)))
                .orRefuse();
        tenders.hold(code, "result-objection:" + id);
        return id;
    }

    @Transactional
    public List<String> answer(String code, UUID id, String text, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        Objection objection = store.objections(code).stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PlatformException(ContractError.OBJECTION_NOT_FOUND, id.toString()));
        Instant now = clock.instant();
        List<String> warnings =
                rules.clock(trade, "G-T08", objection.raisedAt(), now).warnings();
        if (!store.answer(code, id, text, now)) {
            throw new RefusedException(new Refusal("ALREADY_ANSWERED", "条例 §54", "这件异议已经答复"));
        }
        tenders.record(
                        code,
                        List.of(TradeAct.secret(
                                TradeFact.RESULT_OBJECTION_ANSWERED,
                                caller.actor(),
                                new ResultAnswer(id, text, warnings),
                                Secrecy.PARTIES)))
                .orRefuse();
        tenders.release(code, "result-objection:" + id);
        return warnings;
    }

    /** Refuses unless the publicity has run out and no objection is open. */
    void requireOver(TradeView trade) {
        if (trade.state() != TradeState.PUBLICITY) {
            return; // the table of the trade's life refuses with its own words
        }
        Publicity publicity = store.publicity(trade.code())
                .orElseThrow(() -> new PlatformException(ContractError.NO_PUBLICITY, trade.code()));
        if (clock.instant().isBefore(publicity.endsAt())) {
            throw new RefusedException(
                    new Refusal("PUBLICITY_NOT_OVER", "条例 §54", "公示到 " + publicity.endsAt() + " 结束，届满后方可定标"));
        }
        if (trade.holds() > 0) {
            throw new RefusedException(
                    new Refusal("OBJECTION_OPEN", "条例 §54", "有 " + trade.holds() + " 件异议尚未答复，作出答复前应当暂停招标投标活动"));
        }
    }
}
