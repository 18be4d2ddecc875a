package org.mingjian.evaluation.app;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SheetState;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * 评委签名: by SM2 signature over {@code mingjian-report:<digest>}, or by the password once more. A member of another mind
 * signs and writes the dissent (条例 §53).
 */
@Service
public class SigningReport {

    private final EvaluationStore store;
    private final PanelStore panels;
    private final Marking marking;
    private final RunningEvaluation running;
    private final Accounts accounts;
    private final Tenders tenders;
    private final InstantSource clock;

    SigningReport(
            EvaluationStore store,
            PanelStore panels,
            Marking marking,
            RunningEvaluation running,
            Accounts accounts,
            Tenders tenders,
            InstantSource clock) {
        this.store = store;
        this.panels = panels;
        this.marking = marking;
        this.running = running;
        this.accounts = accounts;
        this.tenders = tenders;
        this.clock = clock;
    }

    /**
     * One of the two must be given.
     *
     * @param digest of the report the member has read
     */
    public record Signing(
            String digest,
            byte @Nullable [] signature,
            @Nullable String password,
            @Nullable String dissent) {}

    @Transactional
    public void sign(UUID seatId, Signing signing, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        tenders.lock(seat.trade());
        Standing standing = marking.inStep(seat.trade(), Standing.Step.SIGNING);
        if (!signing.digest().equals(standing.digest())) {
            throw new PlatformException(EvaluationError.WRONG_EVALUATION_STATE, "报告已变，请重新阅读后再签");
        }
        boolean bySignature = check(signing, caller);
        String certificate = bySignature
                ? accounts.certificateOf(caller.account())
                        .map(Accounts.CertificateView::serial)
                        .orElse(null)
                : null;
        store.signed(
                new SheetState(seatId, null, clock.instant(), certificate, signing.dissent()), signing.signature());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("seat", seat.number());
        body.put("report", signing.digest());
        body.put("sheet", sheetDigest(seatId));
        body.put("by", bySignature ? "SM2" : "password");
        body.put("dissent", signing.dissent() == null ? "" : signing.dissent());
        long fact = tenders.record(
                        seat.trade(),
                        List.of(TradeAct.secret(TradeFact.SCORES_SIGNED, caller.actor(), body, Secrecy.SEALED)))
                .orRefuse()
                .getFirst()
                .id();
        panels.addDrawFact(seat.trade(), fact);
        running.handInWhenSigned(seat.trade());
    }

    private boolean check(Signing signing, Caller caller) {
        byte[] signature = signing.signature();
        byte[] message = ("mingjian-report:" + signing.digest()).getBytes(StandardCharsets.UTF_8);
        if (signature != null && accounts.isSignedBy(caller.account(), message, signature)) {
            return true;
        }
        String password = signing.password();
        if (signature == null && password != null && accounts.isPasswordOf(caller.account(), password)) {
            return false;
        }
        throw new PlatformException(EvaluationError.NOT_SIGNED, caller.login());
    }

    /**
     * SM3 over the seat's id and the member's judgements in the order of bid and criterion. The id is random and in no
     * public fact: without it the digest, which is disclosed with the members' names, could be tried against the marks
     * of the scoring record and would tell who gave which.
     */
    private String sheetDigest(UUID seatId) {
        byte[] text = JsonMapper.shared().writeValueAsBytes(store.judgements(seatId));
        return Sm3.hex(Sm3.digest(seatId.toString().getBytes(StandardCharsets.UTF_8), text));
    }
}
