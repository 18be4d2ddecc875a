package org.mingjian.watch.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.watch.Alarms;
import org.mingjian.watch.WatchError;
import org.mingjian.watch.store.AlarmStore;
import org.mingjian.watch.store.AlarmStore.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Alarms: kept, told in the log of the process, recorded as facts, and shown until somebody has dealt with them. */
@Service
public class RaisingAlarms implements Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(RaisingAlarms.class);
    private static final int LONGEST = 2000;

    private final AlarmStore store;
    private final Facts facts;
    private final InstantSource clock;
    private final TransactionTemplate apart;

    RaisingAlarms(AlarmStore store, Facts facts, InstantSource clock, PlatformTransactionManager transactions) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void raise(Kind kind, String subject, String detail) {
        String cut = detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail;
        apart.executeWithoutResult(status -> {
            if (!store.add(kind, subject, cut, clock.instant())) {
                return;
            }
            LOG.error("{}: {}: {}", kind, subject, cut);
            facts.record(NewFact.secret(
                    "watch:alarms",
                    "alarm.raised",
                    Actor.SYSTEM,
                    Map.of("act", kind.title(), "subject", subject, "result", cut),
                    Secrecy.PARTIES));
        });
    }

    @Transactional
    public void seen(long id, Caller caller) {
        if (!store.seen(id, caller.name(), clock.instant())) {
            throw new PlatformException(WatchError.ALARM_NOT_FOUND, Long.toString(id));
        }
    }

    public List<Alarm> list(int page, int size) {
        return store.list(page * size, size);
    }

    public long count() {
        return store.count();
    }

    public long waiting() {
        return store.waiting();
    }
}
