package org.mingjian.credit.app;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditError;
import org.mingjian.credit.CreditFact;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.Credits;
import org.mingjian.credit.Score;
import org.mingjian.credit.domain.CreditLife;
import org.mingjian.credit.store.CreditStore;
import org.mingjian.credit.store.ScoringFile;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Standings;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 信用监管闭环: one person collects, another verifies and publishes; the subject appeals and asks for repair; each act is a
 * fact. Nothing is kept in memory, so that a repaired subject is free with the commit of the repair.
 */
@Service
public class KeepingCredit implements Credits, Standings {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String LOOP = "信用信息归集、核实、公示、申诉、修复闭环（CR-07）";

    /** Days to answer an appeal or a request for repair; policy of this platform. */
    private static final int ANSWER_DAYS = 15;

    /** What is collected. */
    public record Collected(
            String creditCode,
            CreditRecord.SubjectKind subject,
            @Nullable String person,
            CreditRecord.Category category,
            String decision,
            String authority,
            LocalDate decidedOn,
            String basis,
            String matter,
            LocalDate endsOn,
            @Nullable LocalDate barFrom,
            @Nullable LocalDate barTo,
            @Nullable LocalDate repairFrom) {}

    private final CreditStore store;
    private final ScoringFile scoring;
    private final Accounts accounts;
    private final Facts facts;
    private final InstantSource clock;

    KeepingCredit(CreditStore store, ScoringFile scoring, Accounts accounts, Facts facts, InstantSource clock) {
        this.store = store;
        this.scoring = scoring;
        this.accounts = accounts;
        this.facts = facts;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    @Transactional
    public CreditRecord collect(Collected given, Caller caller) {
        Organisation subject = accounts.organisationByCreditCode(given.creditCode())
                .orElseThrow(() -> new PlatformException(CreditError.SUBJECT_NOT_FOUND, given.creditCode()));
        requireDates(given);
        CreditRecord record = new CreditRecord(
                UUID.randomUUID(),
                subject.id(),
                subject.name(),
                given.creditCode(),
                given.subject(),
                given.person(),
                given.category(),
                given.decision(),
                given.authority(),
                given.decidedOn(),
                given.basis(),
                given.matter(),
                given.endsOn(),
                given.barFrom(),
                given.barTo(),
                given.repairFrom(),
                CreditState.COLLECTED,
                caller.account(),
                null,
                null,
                null,
                clock.instant());
        try {
            store.add(record);
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal("RECORD_KNOWN", LOOP, "该主体的同一文书已归集：" + given.decision()));
        }
        note(record, CreditFact.COLLECTED, caller, given, Secrecy.PARTIES);
        return record;
    }

    private static void requireDates(Collected given) {
        LocalDate from = given.barFrom();
        LocalDate to = given.barTo();
        boolean both = (from == null) == (to == null);
        boolean inOrder = from == null || to == null || from.isBefore(to) && !to.isAfter(given.endsOn());
        if (!both || !inOrder || !given.decidedOn().isBefore(given.endsOn())) {
            throw new IllegalArgumentException("日期不合理：作出日期早于失效日；禁止参加的起止日须成对，止日不晚于失效日");
        }
    }

    /** By somebody else than who collected it. */
    @Transactional
    public CreditRecord verify(UUID id, boolean isTrue, String answer, Caller caller) {
        CreditRecord record = lock(id);
        if (record.collectedBy().equals(caller.account())) {
            throw new RefusedException(new Refusal("SAME_PERSON", LOOP, "核实人不得为归集人本人"));
        }
        return move(record, isTrue ? CreditFact.VERIFIED : CreditFact.REJECTED, caller, null, answer);
    }

    @Transactional
    public CreditRecord publish(UUID id, Caller caller) {
        return move(lock(id), CreditFact.PUBLISHED, caller, null, null);
    }

    @Transactional
    public CreditRecord appeal(UUID id, String plea, Caller caller) {
        return move(own(id, caller), CreditFact.APPEALED, caller, plea, null);
    }

    @Transactional
    public CreditRecord answerAppeal(UUID id, boolean upheld, String answer, Caller caller) {
        return move(lock(id), upheld ? CreditFact.APPEAL_UPHELD : CreditFact.APPEAL_REFUSED, caller, null, answer);
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
        return move(lock(id), granted ? CreditFact.REPAIRED : CreditFact.REPAIR_REFUSED, caller, null, answer);
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
        boolean open = next.isInForce() || next == CreditState.REPAIRED;
        note(record, fact, caller, body, open && plea == null ? Secrecy.PUBLIC : Secrecy.PARTIES);
        return store.lock(record.id()).orElseThrow();
    }

    private void note(CreditRecord record, CreditFact fact, Caller caller, Object body, Secrecy secrecy) {
        facts.record(new NewFact("credit:" + record.id(), fact.kind(), caller.actor(), body, List.of(), secrecy));
    }

    private CreditRecord lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new PlatformException(CreditError.RECORD_NOT_FOUND, id.toString()));
    }

    private CreditRecord own(UUID id, Caller caller) {
        CreditRecord record = lock(id);
        if (!caller.actsFor(record.organisation())) {
            throw new PlatformException(CreditError.NOT_YOUR_RECORD, record.decision());
        }
        return record;
    }

    public List<CreditRecord> of(UUID organisation) {
        return store.of(organisation);
    }

    public List<CreditRecord> in(CreditState state) {
        return store.in(state, 200);
    }

    @Override
    public List<CreditRecord> published(String creditCode) {
        return store.published(creditCode, today());
    }

    @Override
    public List<CreditRecord> newest(String text, int limit) {
        return store.newest(text, today(), limit);
    }

    @Override
    public Score score(UUID organisation, LocalDate day) {
        return scoring.on(day).score(store.of(organisation), day);
    }

    @Override
    public Optional<Refusal> bar(UUID organisation, Act act) {
        return store.bar(organisation, today())
                .map(record -> new Refusal(
                        "DEBARRED",
                        record.basis(),
                        record.name() + "自 " + record.barFrom() + " 至 " + record.barTo() + "（不含）禁止参加，不能“" + act.title()
                                + "”。依据：" + record.authority() + " " + record.decision()));
    }
}
