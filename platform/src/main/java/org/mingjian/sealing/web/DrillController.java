package org.mingjian.sealing.web;

import java.util.List;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Open;
import org.mingjian.ops.ControlFile;
import org.mingjian.sealing.app.DrillingOpeners;
import org.mingjian.sealing.store.DrillStore;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** 开启演练, for the system administrator and for {@code ./mingjian drill}. */
@RestController
class DrillController {

    private static final int SHOWN = 36;

    record Drills(List<DrillStore.Row> items) {}

    private final DrillingOpeners drills;
    private final ControlFile control;

    DrillController(DrillingOpeners drills, ControlFile control) {
        this.drills = drills;
        this.control = control;
    }

    @Needs(Permission.SYSTEM_OPERATE)
    @GetMapping("/api/opener-drills")
    Drills drills() {
        return new Drills(drills.latest(SHOWN));
    }

    @Needs(Permission.SYSTEM_OPERATE)
    @PostMapping("/api/opener-drills")
    DrillStore.Row drill(Caller caller) {
        return drills.drill(caller.name(), caller.actor());
    }

    @Open("凭数据目录内的一次性口令，只有本机管理员读得到")
    @PostMapping("/api/ops/openers/drill")
    ResponseEntity<DrillStore.Row> byCommand(
            @RequestHeader(name = "Mingjian-Control", defaultValue = "") String secret) {
        if (!control.admits(secret)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        return ResponseEntity.ok(drills.drill("命令", Actor.SYSTEM));
    }
}
