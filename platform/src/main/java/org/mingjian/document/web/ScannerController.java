package org.mingjian.document.web;

import org.mingjian.document.app.ScanningFiles;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether uploads are looked at for malicious code. */
@RestController
class ScannerController {

    private final ScanningFiles scanning;

    ScannerController(ScanningFiles scanning) {
        this.scanning = scanning;
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping("/api/watch/scanner")
    ScanningFiles.Scanner state() {
        return scanning.state();
    }
}
