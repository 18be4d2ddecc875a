package org.mingjian.protection.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Outgoing;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.protection.Looks;
import org.mingjian.protection.domain.ExportLimits;
import org.mingjian.protection.store.ExportLimitFile;
import org.mingjian.protection.store.LookStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks and exports, each in a transaction of its own: neither a refusal nor a failure afterwards takes it back. */
@Service
public class RecordingLooks implements Looks, Outgoing {

    private static final String BASIS = "个人信息保护法 §51，数据安全法 §27";

    private final LookStore store;
    private final Map<Kind, ExportLimits> limits;
    private final Facts facts;
    private final InstantSource clock;
    private final TransactionTemplate apart;

    RecordingLooks(
            LookStore store,
            ExportLimitFile file,
            Facts facts,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.limits = file.limits();
        this.facts = facts;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void record(Caller caller, Look look) {
        take(caller, Kind.ROWS, look.field(), 1);
        Organisation own = caller.organisation();
        apart.executeWithoutResult(status -> {
            store.add(look, caller.account(), caller.name(), own == null ? null : own.name(), clock.instant());
            facts.record(NewFact.secret(
                    "looks:" + (look.owner() == null ? look.ownerAccount() : look.owner()),
                    "data.looked",
                    caller.actor(),
                    Map.of("field", look.field(), "item", look.item(), "reason", look.reason()),
                    Secrecy.PARTIES));
        });
    }

    @Override
    public void export(Caller caller, String what, int rows) {
        take(caller, Kind.ROWS, what, rows);
    }

    @Override
    public void take(Caller caller, Kind kind, String what, int rows) {
        Instant now = clock.instant();
        Optional<String> why = Optional.ofNullable(apart.execute(status -> {
            ExportLimits.SoFar before = store.soFar(caller.account(), kind, now);
            Optional<String> unusual = Objects.requireNonNull(limits.get(kind)).unusual(rows, before, now);
            if (unusual.isEmpty()) {
                store.count(caller.account(), kind, what, rows, now);
            } else {
                alarm(caller, what, rows, unusual.get());
            }
            return unusual.orElse("");
        }));
        if (why.filter(text -> !text.isEmpty()).isPresent()) {
            throw new RefusedException(new Refusal("EXPORT_STOPPED", BASIS, "本次查看或导出已停止并报告安全管理员：" + why.get()));
        }
    }

    private void alarm(Caller caller, String what, int rows, String why) {
        store.add(new LookStore.Alarm(0, clock.instant(), caller.account(), caller.name(), what, rows, why));
        facts.record(NewFact.secret(
                "account:" + caller.account(),
                "data.export-stopped",
                caller.actor(),
                Map.of("what", what, "rows", rows, "why", why),
                Secrecy.PARTIES));
    }

    /** The platform's own output would have told too much. */
    public void leak(String page, String why) {
        apart.executeWithoutResult(status -> {
            store.add(new LookStore.Alarm(
                    0, clock.instant(), new java.util.UUID(0, 0), Actor.SYSTEM.name(), page, 1, why));
            facts.record(NewFact.secret(
                    "guard", "data.leak-stopped", Actor.SYSTEM, Map.of("page", page, "why", why), Secrecy.PARTIES));
        });
    }

    public List<LookStore.Seen> atMine(Caller caller, int limit) {
        Organisation own = caller.organisation();
        return store.at(own == null ? null : own.id(), caller.account(), limit);
    }

    public List<LookStore.Alarm> alarms(int limit) {
        return store.alarms(limit);
    }
}
