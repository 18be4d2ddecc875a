package org.mingjian.identity.app;

import java.time.Instant;
import java.util.Optional;
import org.mingjian.identity.Role;
import org.mingjian.identity.app.KeepingSessions.Device;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.ops.PlatformClock;
import org.springframework.stereotype.Component;

/** What the settings ask of a login: calm from one address, two factors from staff, a password that is not too old. */
@Component
class LoginRules {

    private final SessionRules rules;
    private final CountingFailures failures;
    private final PlatformClock clock;

    LoginRules(SessionRules rules, CountingFailures failures, PlatformClock clock) {
        this.rules = rules;
        this.failures = failures;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void requireCalm(Device device) {
        failures.requireCalm(device.address());
    }

    void failed(Device device) {
        failures.failed(device.address());
    }

    boolean needsBoth(AccountStore.Row row) {
        return rules.twoFactors() && isStaff(row);
    }

    /** First login, a reset, or a password of staff past its life: nothing but changing it is open. */
    boolean mustEnrol(AccountStore.Row row) {
        Instant machine = clock.instant().minus(clock.offset());
        boolean old = isStaff(row)
                && Optional.ofNullable(row.password().setAt())
                        .filter(at -> at.plus(rules.passwordLife()).isBefore(machine))
                        .isPresent();
        return row.password().mustChange() || old;
    }

    private static boolean isStaff(AccountStore.Row row) {
        return row.view().roles().stream().anyMatch(Role::isStaff);
    }
}
