package org.mingjian.intake.app;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationState;
import org.mingjian.intake.store.RegistrationStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** Registrations that wait for somebody. */
@Component
class IntakeDuties implements Duties {

    private static final int MOST = 50;

    private final RegistrationStore store;

    IntakeDuties(RegistrationStore store) {
        this.store = store;
    }

    @Override
    public List<Duty> of(Caller caller) {
        List<Duty> duties = new ArrayList<>();
        if (caller.may(Permission.TRADE_ACCEPT)) {
            var wanted = new RegistrationStore.Wanted(
                    null, false, RegistrationState.SUBMITTED, null, caller.reach(Permission.TRADE_ACCEPT));
            store.list(wanted, MOST, 0)
                    .forEach(one -> duties.add(duty(one, "受理进场登记", one.applicantName() + "已提交，等待审核")));
        }
        Organisation own = caller.organisation();
        if (own != null && caller.may(Permission.TRADE_REGISTER)) {
            var returned = new RegistrationStore.Wanted(own.id(), true, RegistrationState.RETURNED, null);
            store.list(returned, MOST, 0).stream()
                    .filter(one -> caller.actsFor(one.applicant()))
                    .forEach(one -> duties.add(duty(one, "修改并重新提交进场登记", "退回理由：" + one.reason())));
            var drafts = new RegistrationStore.Wanted(own.id(), true, RegistrationState.DRAFT, null);
            store.list(drafts, MOST, 0).forEach(one -> duties.add(duty(one, "完成并提交进场登记", "已保存，尚未提交")));
        }
        return duties;
    }

    private static Duty duty(Registration registration, String title, String why) {
        String project = registration.draft().projectName();
        return new Duty(
                "registration:" + registration.id(),
                project == null ? title : title + "：" + project,
                why,
                null,
                null,
                registration.times().updatedAt(),
                "/registrations/" + registration.id(),
                null);
    }
}
