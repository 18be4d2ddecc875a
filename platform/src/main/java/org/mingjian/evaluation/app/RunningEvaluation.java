package org.mingjian.evaluation.app;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.evaluation.domain.Agreement;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.RejectionCatalogue;
import org.mingjian.evaluation.domain.ReportPaper;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.scoring.InvalidSheet;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.InquiryStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Starts the evaluation, drafts its report and hands it in. */
@Service
public class RunningEvaluation {

    private final EvaluationStore store;
    private final InquiryStore inquiries;
    private final Marking marking;
    private final CorrectingPrices correcting;
    private final FormingPanel forming;
    private final Tenders tenders;
    private final Rulebook rulebook;

    RunningEvaluation(
            EvaluationStore store,
            InquiryStore inquiries,
            Marking marking,
            CorrectingPrices correcting,
            FormingPanel forming,
            Tenders tenders,
            Rulebook rulebook) {
        this.store = store;
        this.inquiries = inquiries;
        this.marking = marking;
        this.correcting = correcting;
        this.forming = forming;
        this.tenders = tenders;
        this.rulebook = rulebook;
    }

    /** What the use case reads besides its own tables: the catalogue, the bids, what was drawn and the time. */
    @org.springframework.stereotype.Component
    record Rulebook(
            RejectionCatalogue catalogue,
            OpenedBids openedBids,
            DrawingCoefficients coefficients,
            CreditMarks credit,
            InstantSource clock) {}

    /** 评标开始: every seat taken, every declaration made. */
    @Transactional
    public void start(String code, Caller caller) {
        TradeView trade = FormingPanel.runBy(tenders.lock(code), caller);
        Panel panel = forming.panel(code);
        List<Seat> seated = marking.seatedMembers(code);
        if (seated.size() != panel.size()) {
            throw refused(
                    "PANEL_INCOMPLETE", "招标投标法 §37", "评标委员会 " + panel.size() + " 人，已签到并作回避声明的 " + seated.size() + " 人");
        }
        List<EvaluatedBid> bids = rulebook.openedBids().of(trade.stream());
        if (bids.isEmpty()) {
            throw refused("NO_BIDS", "招标投标法 §36", "没有已开启的投标文件");
        }
        long delegates = seated.stream().filter(Seat::isDelegate).count();
        Map<String, Object> body = Map.of("members", panel.size(), "delegates", delegates, "bids", bids.size());
        tenders.record(code, List.of(TradeAct.open(TradeFact.EVALUATION_STARTED, caller.actor(), body)))
                .orRefuse();
        store.start(code, bids, rulebook.clock().instant());
        rulebook.credit().freeze(code, bids, caller.actor());
    }

    /** Drafts the report; refused while objective items differ (客观分不一致不得汇总). */
    @Transactional
    public String draft(UUID seatId, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        String code = seat.trade();
        marking.inStep(code, Standing.Step.MARKING);
        Agreement agreement = marking.agreement(code);
        requireWhole(agreement);
        correcting.requireSettled(code, agreement);
        List<Agreement.Difference> differences = agreement.differences();
        if (!differences.isEmpty()) {
            Agreement.Difference first = differences.getFirst();
            throw refused(
                    "OBJECTIVE_MARKS_DIFFER",
                    "招标文件评标办法：客观分应当一致",
                    "客观评审项有 " + differences.size() + " 处不一致，如“" + first.bidder() + "”的“" + first.title() + "”："
                            + first.marks());
        }
        try {
            ObjectNode report = new ReportPaper(tenders.get(code), agreement, rulebook.catalogue())
                    .write(inquiries.of(code), rulebook.coefficients().of(tenders.get(code)));
            byte[] canonical = CanonicalJson.bytes(report);
            String digest = Sm3.hex(Sm3.digest(canonical));
            store.draft(code, new String(canonical, StandardCharsets.UTF_8), digest);
            return digest;
        } catch (InvalidSheet invalid) {
            throw refused("SCORING_IMPOSSIBLE", "招标投标法实施条例 §49", "按招标文件的价格分方法无法计算：" + invalid.getMessage());
        }
    }

    /** A bid that the majority keeps must be judged by everybody (条例 §49: by the same standard for all). */
    private static void requireWhole(Agreement agreement) {
        List<Agreement.Missing> missing = agreement.missing();
        if (!missing.isEmpty()) {
            Agreement.Missing first = missing.getFirst();
            throw refused(
                    "SHEETS_INCOMPLETE",
                    "招标投标法实施条例 §49",
                    "多数意见没有否决“" + first.bidder() + "”，" + first.seat() + " 号评委还有 " + first.cells() + " 项未评，请收回评分表补评");
        }
    }

    /**
     * 提交评标报告. The last signature does it by itself; the organiser may do it when a member neither signs nor says why:
     * that counts as consent, on record (条例 §53).
     */
    @Transactional
    public void handIn(String code, String unsignedReason, Caller caller) {
        FormingPanel.runBy(tenders.lock(code), caller);
        Standing standing = marking.inStep(code, Standing.Step.SIGNING);
        List<Integer> unsigned = unsigned(code);
        if (!unsigned.isEmpty() && unsignedReason.isBlank()) {
            throw refused("UNSIGNED", "招标投标法实施条例 §53", "评委 " + unsigned + " 未签名，提交前须记录其拒绝签名且不说明理由的情况");
        }
        report(standing, unsigned, unsignedReason);
    }

    /** Hands the report in when nobody's signature is missing. */
    void handInWhenSigned(String code) {
        tenders.lock(code);
        Standing standing = marking.inStep(code, Standing.Step.SIGNING);
        if (unsigned(code).isEmpty()) {
            report(standing, List.of(), "");
        }
    }

    private List<Integer> unsigned(String code) {
        return marking.seatedMembers(code).stream()
                .filter(seat -> store.sheet(seat.id()).signedAt() == null)
                .map(Seat::number)
                .toList();
    }

    private void report(Standing standing, List<Integer> unsigned, String unsignedReason) {
        JsonNode report = JsonMapper.shared().readTree(String.valueOf(standing.report()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("digest", String.valueOf(standing.digest()));
        body.put("method", report.path("method").asString());
        body.put("bids", report.path("bids").asInt());
        body.put("rejected", report.path("rejected"));
        body.put("candidates", report.path("candidates"));
        body.put("unsigned", unsigned);
        body.put("unsignedReason", unsignedReason);
        boolean allRejected = report.path("candidates").isEmpty();
        // The members' names are secret until the award, so the platform hands in for them.
        TradeAct act = allRejected
                ? TradeAct.open(
                        TradeFact.TENDER_FAILED,
                        Actor.SYSTEM,
                        Map.of("reason", "否决所有投标", "basis", "招标投标法 §42", "digest", body.get("digest")))
                : TradeAct.secret(TradeFact.EVALUATION_REPORTED, Actor.SYSTEM, body, Secrecy.SEALED);
        tenders.record(standing.trade(), List.of(act)).orRefuse();
        store.reported(standing.trade(), rulebook.clock().instant());
    }

    private static RefusedException refused(String code, String basis, String detail) {
        return new RefusedException(new Refusal(code, basis, detail));
    }
}
