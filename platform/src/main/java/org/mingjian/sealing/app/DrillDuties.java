package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.store.DrillStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** The system administrator hears of a drill that failed, or of none for too long. */
@Component
class DrillDuties implements Duties {

    private static final Duration LONGEST = Duration.ofDays(35);

    private final DrillingOpeners drills;
    private final InstantSource clock;

    DrillDuties(DrillingOpeners drills, InstantSource clock) {
        this.drills = drills;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        if (!caller.may(Permission.SYSTEM_OPERATE)) {
            return List.of();
        }
        List<DrillStore.Row> last = drills.latest(1);
        if (last.isEmpty() || last.getFirst().at().isBefore(clock.instant().minus(LONGEST))) {
            return List.of(duty("超过 35 天没有演练：开启人的份额能否开启投标文件，要在用到之前知道"));
        }
        return last.getFirst().passed() ? List.of() : List.of(duty("最近一次演练没有通过，请查明原因后重新演练"));
    }

    private static Duty duty(String why) {
        return new Duty("opener-drill", "开启演练", why, OpeningFacts.WINDOW, null, null, "/drills", null);
    }
}
