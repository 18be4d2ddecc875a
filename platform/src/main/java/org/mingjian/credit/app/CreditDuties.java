package org.mingjian.credit.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.store.CreditStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** 信用监管待办: what a supervisor must verify, publish and answer, and by when. */
@Component
class CreditDuties implements Duties {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST = 50;
    private static final List<CreditState> WAITING =
            List.of(CreditState.APPEALED, CreditState.REPAIR_ASKED, CreditState.COLLECTED, CreditState.VERIFIED);

    private final CreditStore store;

    CreditDuties(CreditStore store) {
        this.store = store;
    }

    @Override
    public List<Duty> of(Caller caller) {
        if (!caller.may(Permission.CREDIT_DECIDE)) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        for (CreditState state : WAITING) {
            store.waiting(state, caller.reach(Permission.CREDIT_DECIDE), MOST).stream()
                    .filter(record -> state != CreditState.COLLECTED
                            || !record.collectedBy().equals(caller.account()))
                    .forEach(record -> duties.add(duty(record)));
        }
        return duties;
    }

    private static Duty duty(CreditRecord record) {
        String title =
                switch (record.state()) {
                    case COLLECTED -> "核实信用记录";
                    case VERIFIED -> "公示信用记录";
                    case APPEALED -> "答复信用申诉";
                    case REPAIR_ASKED -> "答复信用修复申请";
                    case PUBLISHED, REPAIRED, WITHDRAWN -> throw new IllegalStateException("nothing waits");
                };
        String person = record.person();
        String who = person == null || person.equals(record.name()) ? record.name() : record.name() + " " + person;
        return new Duty(
                "credit:" + record.id() + ":" + record.state(),
                title,
                who + "：" + record.decision(),
                CollectingCredit.LOOP,
                endOf(record.answerBy()),
                record.changedAt(),
                "/credit/" + record.id(),
                null);
    }

    private static @Nullable Instant endOf(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1).atStartOfDay(CHINA).toInstant();
    }
}
