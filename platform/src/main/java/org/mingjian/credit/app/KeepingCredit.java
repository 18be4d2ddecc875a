package org.mingjian.credit.app;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditError;
import org.mingjian.credit.CreditFact;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.domain.CreditLife;
import org.mingjian.credit.store.CreditStore;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.ErrorCode;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 信用监管闭环 after collection: another person verifies and publishes; the subject appeals and asks for repair; each act
 * is a fact. Nothing is kept in memory, so that a repaired subject is free with the commit of the repair.
 */
@Service
public class KeepingCredit {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String LOOP = "信用信息归集、核实、公示、申诉、修复闭环（CR-07）";

    /** Days to answer an appeal or a request for repair; policy of this platform. */
    private static final int ANSWER_DAYS = 15;

    private final CreditStore store;
    private final Facts facts;
    private final InstantSource clock;

    KeepingCredit(CreditStore store, Facts facts, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    /** By somebody else than who collected it. */
    @Transactional
    public CreditRecord verify(UUID id, boolean isTrue, String answer, Caller caller) {
        CreditRecord record = governed(id, caller);
        if (record.collectedBy().equals(caller.account())) {
            throw new RefusedException(new Refusal("SAME_PERSON", LOOP, "核实人不得为归集人本人"));
        }
        return move(record, isTrue ? CreditFact.VERIFIED : CreditFact.REJECTED, caller, null, answer);
    }

    @Transactional
    public CreditRecord publish(UUID id, Caller caller) {
        return move(governed(id, caller), CreditFact.PUBLISHED, caller, null, null);
    }

    @Transactional
    public CreditRecord appeal(UUID id, String plea, Caller caller) {
        return move(own(id, caller), CreditFact.APPEALED, caller, plea, null);
    }

    @Transactional
    public CreditRecord answerAppeal(UUID id, boolean upheld, String answer, Caller caller) {
        return move(
                governed(id, caller),
                upheld ? CreditFact.APPEAL_UPHELD : CreditFact.APPEAL_REFUSED,
                caller,
                null,
                answer);
    }

    @Transactional
    public CreditRecord askRepair(UUID id, String plea, Caller caller) {
        CreditRecord record = own(id, caller);
        LocalDate from = record.repairFrom();
        if (from == null || today().isBefore(from)) {
            throw new RefusedException(new Refusal(
                    "TOO_EARLY_TO_REPAIR", record.basis(), from == null ? "该记录依法不予修复，期满失效" : "自 " + from + " 起可申请修复"));
        }
        return move(record, CreditFact.REPAIR_ASKED, caller, plea, null);
    }

    @Transactional
    public CreditRecord answerRepair(UUID id, boolean granted, String answer, Caller caller) {
        return move(
                governed(id, caller), granted ? CreditFact.REPAIRED : CreditFact.REPAIR_REFUSED, caller, null, answer);
    }

    private CreditRecord move(
            CreditRecord record, CreditFact fact, Caller caller, @Nullable String plea, @Nullable String answer) {
        CreditState next = CreditLife.TABLE
                .next(record.state(), fact, record.state())
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        "WRONG_STATE", LOOP, "“" + record.state().title() + "”时不能“" + fact.title() + "”"))
                .orRefuse();
        boolean waits = next == CreditState.APPEALED || next == CreditState.REPAIR_ASKED;
        store.move(
                record.id(),
                new CreditStore.Move(
                        next, waits ? today().plusDays(ANSWER_DAYS) : null, plea, answer, clock.instant()));
        Map<String, Object> body = new HashMap<>();
        body.put("record", record.id());
        body.put("decision", record.decision());
        body.put("state", next);
        if (plea != null) {
            body.put("plea", plea);
        }
        if (answer != null) {
            body.put("answer", answer);
        }
        if (fact == CreditFact.PUBLISHED) {
            body.put("subject", record.name());
            body.put("creditCode", record.creditCode());
            body.put("category", record.category());
            body.put("authority", record.authority());
            body.put("matter", record.matter());
            body.put("endsOn", record.endsOn());
        }
        boolean told = next.isInForce() || next == CreditState.REPAIRED || fact == CreditFact.APPEAL_UPHELD;
        // What is said of a person is not for everybody; of an organisation, only what is no plea of its own.
        boolean open = told && plea == null && record.person() == null;
        note(record, fact, caller, body, open ? Secrecy.PUBLIC : Secrecy.PARTIES);
        return store.lock(record.id()).orElseThrow();
    }

    private void note(CreditRecord record, CreditFact fact, Caller caller, Object body, Secrecy secrecy) {
        facts.record(new NewFact("credit:" + record.id(), fact.kind(), caller.actor(), body, List.of(), secrecy));
    }

    /** 数据范围: only who governs a record decides about it; whom it is foreign to, does not even load it. */
    private CreditRecord governed(UUID id, Caller caller) {
        return store.lockGoverned(id, caller.reach(Permission.CREDIT_DECIDE))
                .orElseThrow(() -> notYours(id, IdentityError.OUT_OF_REACH));
    }

    private PlatformException notYours(UUID id, ErrorCode known) {
        return new PlatformException(store.exists(id) ? known : CreditError.RECORD_NOT_FOUND, id.toString());
    }

    /** Its organisation, also for its people; or the person. */
    static boolean isAbout(CreditRecord record, Caller caller) {
        return record.organisation() != null && caller.actsFor(record.organisation())
                || caller.account().equals(record.personAccount());
    }

    private CreditRecord own(UUID id, Caller caller) {
        var organisation = caller.organisation();
        return store.lockOwn(id, organisation == null ? null : organisation.id(), caller.account())
                .orElseThrow(() -> notYours(id, CreditError.NOT_YOUR_RECORD));
    }
}
