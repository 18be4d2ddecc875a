package org.mingjian.backup.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.mingjian.backup.app.TakingBackups;
import org.mingjian.backup.domain.Manifest;
import org.mingjian.kernel.Open;
import org.mingjian.ops.ControlFile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code ./mingjian backup} against a running platform. */
@RestController
class BackupController {

    private final TakingBackups backups;
    private final ControlFile control;

    BackupController(TakingBackups backups, ControlFile control) {
        this.backups = backups;
        this.control = control;
    }

    /** @param publicKey base64 of 65 bytes */
    record Wanted(@NotBlank String to, @NotBlank String publicKey) {}

    @Open("凭数据目录内的一次性口令，只有本机管理员读得到")
    @PostMapping("/api/ops/backups")
    ResponseEntity<Manifest> take(
            @RequestHeader(name = "Mingjian-Control", defaultValue = "") String secret,
            @Valid @RequestBody Wanted wanted) {
        if (!control.admits(secret)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        return ResponseEntity.ok(backups.take(Path.of(wanted.to()), wanted.publicKey()));
    }
}
