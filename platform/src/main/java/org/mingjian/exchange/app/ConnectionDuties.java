package org.mingjian.exchange.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Scope;
import org.mingjian.exchange.store.ConnectionStore.Connection;
import org.mingjian.exchange.store.ConnectionStore.State;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** 系统对接待办: what conforms waits for the administrator, what was admitted for its owner to fetch the 正式密钥. */
@Component
class ConnectionDuties implements Duties {

    private static final String BASIS = "《公共资源交易平台系统运行管理办法》§22";
    private static final int MOST = 50;

    private final ConnectingSystems connecting;
    private final AdmittingSystems admitting;

    ConnectionDuties(ConnectingSystems connecting, AdmittingSystems admitting) {
        this.connecting = connecting;
        this.admitting = admitting;
    }

    @Override
    public List<Duty> of(Caller caller) {
        boolean admits = caller.may(Permission.EXCHANGE_ADMIT);
        boolean keeps = caller.may(Permission.CONNECTION_KEEP) && caller.organisation() != null;
        List<Duty> duties = new ArrayList<>();
        if (admits || keeps) {
            for (Connection one : connecting.list("", 0, MOST, caller).items()) {
                if (admits && one.state() == State.TRIAL && admitting.conforms(one)) {
                    duties.add(duty(one, "提议准入对接系统", "的符合性报告全部符合；已经提议的，等安全管理员激活", BASIS));
                } else if (keeps && one.state() == State.ADMITTED && !hasLive(one)) {
                    duties.add(duty(one, "领取正式密钥", "已准入，领取后即可报送实时数据", null));
                }
            }
        }
        return duties;
    }

    private boolean hasLive(Connection one) {
        return connecting.held(one.system()).stream().anyMatch(held -> held.scope() == Scope.LIVE && held.stands());
    }

    private static Duty duty(Connection one, String title, String why, @Nullable String basis) {
        return new Duty(
                "exchange.connection:" + one.system() + ":" + one.run().number() + ":" + one.state(),
                title,
                one.systemName() + "（" + one.system() + "，" + one.applicant().name() + "）" + why,
                basis,
                null,
                one.decided().at(),
                "/connections/" + one.system(),
                null);
    }
}
