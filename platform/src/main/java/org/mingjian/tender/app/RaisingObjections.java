package org.mingjian.tender.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.tender.RuleFinding;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Objection;
import org.mingjian.tender.store.QuestionStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 对招标文件的异议: at least 10 days before the deadline, answered within 3 days, until then nothing goes on (条例 §22). */
@Service
public class RaisingObjections {

    private final Tenders tenders;
    private final QuestionStore store;
    private final CheckingTerms checking;
    private final AttachedFiles attached;
    private final InstantSource clock;

    RaisingObjections(
            Tenders tenders, QuestionStore store, CheckingTerms checking, AttachedFiles attached, InstantSource clock) {
        this.tenders = tenders;
        this.store = store;
        this.checking = checking;
        this.attached = attached;
        this.clock = clock;
    }

    @Transactional
    public Objection raise(String code, String text, List<UUID> files, Caller caller) {
        TradeView trade = Access.requireSeen(tenders.lock(code), caller);
        Instant now = clock.instant();
        if (trade.state() != TradeState.BIDDING) {
            throw new RefusedException(new Refusal(
                    "WRONG_STATE", "招标投标法实施条例 §22", "“" + trade.state().title() + "”时不能对招标文件提出异议"));
        }
        ClockVerdict verdict =
                checking.book(trade).check("G-T07", now, trade.requireTerms().bidDeadline());
        verdict.refusal().ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        Organisation own = caller.requireOrganisation();
        List<FileRef> proof = attached.of(files, caller);
        Objection objection = new Objection(UUID.randomUUID(), own.id(), own.name(), text, proof, now, null, null);
        tenders.record(
                        code,
                        List.of(TradeAct.secret(
                                        TradeFact.OBJECTION_RAISED,
                                        caller.actor(),
                                        Map.of("objection", objection.id(), "text", text),
                                        Secrecy.PARTIES)
                                .with(proof)))
                .orRefuse();
        store.add(trade.id(), objection);
        tenders.hold(code, objection.holdReason());
        return objection;
    }

    @Transactional
    public Objection answer(String code, UUID id, String answer, Caller caller) {
        TradeView trade = tenders.lock(code);
        Access.requireRunner(trade, caller);
        Objection objection = find(trade, id);
        if (objection.answer() != null) {
            throw new RefusedException(new Refusal("ANSWERED", "招标投标法实施条例 §22", "这个异议已经答复"));
        }
        Instant now = clock.instant();
        ClockVerdict inTime = checking.book(trade).check("G-T08", objection.raisedAt(), now);
        tenders.record(
                        code,
                        List.of(TradeAct.secret(
                                TradeFact.OBJECTION_ANSWERED,
                                caller.actor(),
                                Map.of(
                                        "objection",
                                        id,
                                        "to",
                                        objection.objector(),
                                        "answer",
                                        answer,
                                        "check",
                                        RuleFinding.of(inTime)),
                                Secrecy.PARTIES)))
                .orRefuse();
        store.answerObjection(id, answer, now);
        tenders.release(code, objection.holdReason());
        return find(trade, id);
    }

    /** Those who run or watch the trade see all; others their own. */
    public List<Objection> list(String code, Caller caller) {
        TradeView trade = Access.requireSeen(tenders.get(code), caller);
        boolean all = Access.runs(trade, caller) || Access.watches(caller);
        return store.objections(trade.id()).stream()
                .filter(objection -> all || caller.actsFor(objection.objector()))
                .toList();
    }

    /** A file that came with an objection, for those who may see the objection. */
    public FetchingDocuments.Download file(String code, UUID id, String sm3, Caller caller) {
        return list(code, caller).stream()
                .filter(objection -> objection.id().equals(id))
                .flatMap(objection -> objection.files().stream())
                .filter(file -> file.sm3().equals(sm3))
                .findFirst()
                .map(attached::open)
                .orElseThrow(() -> new PlatformException(TenderError.DOCUMENT_NOT_FOUND, sm3));
    }

    private Objection find(TradeView trade, UUID id) {
        return store.objection(trade.id(), id)
                .orElseThrow(() -> new PlatformException(TenderError.OBJECTION_NOT_FOUND, id.toString()));
    }
}
