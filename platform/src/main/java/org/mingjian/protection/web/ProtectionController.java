package org.mingjian.protection.web;

import java.util.List;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.protection.KeyRotation;
import org.mingjian.protection.app.RecordingLooks;
import org.mingjian.protection.store.LookStore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at mine; what was stopped; new keys. */
@RestController
@RequestMapping("/api/protection")
class ProtectionController {

    private static final int MOST = 200;

    private final RecordingLooks looks;
    private final KeyRotation keys;

    ProtectionController(RecordingLooks looks, KeyRotation keys) {
        this.looks = looks;
        this.keys = keys;
    }

    @Needs(Permission.SELF)
    @GetMapping("/looks")
    List<LookStore.Seen> looks(Caller caller) {
        return looks.atMine(caller, MOST);
    }

    @Needs(Permission.PROTECTION_KEEP)
    @GetMapping("/alarms")
    List<LookStore.Alarm> alarms() {
        return looks.alarms(MOST);
    }

    @Needs(Permission.PROTECTION_KEEP)
    @PostMapping("/keys/data")
    KeyRotation.Done rotateDataKey() {
        return keys.rotateDataKey();
    }

    @Needs(Permission.PROTECTION_KEEP)
    @PostMapping("/keys/root")
    KeyRotation.Done rotateRootKey() {
        return keys.rotateRootKey();
    }
}
