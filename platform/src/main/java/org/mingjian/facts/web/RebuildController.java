package org.mingjian.facts.web;

import org.mingjian.facts.Readers;
import org.mingjian.kernel.Open;
import org.mingjian.ops.ControlFile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code ./mingjian rebuild READER} against a running platform. */
@RestController
class RebuildController {

    private final Readers readers;
    private final ControlFile control;

    RebuildController(Readers readers, ControlFile control) {
        this.readers = readers;
        this.control = control;
    }

    /** @param position the fact up to which the reader has read again */
    record Rebuilt(String reader, long position) {}

    @Open("凭数据目录内的一次性口令，只有本机管理员读得到")
    @PostMapping("/api/ops/readers/{name}/rebuild")
    ResponseEntity<Rebuilt> rebuild(
            @PathVariable String name, @RequestHeader(name = "Mingjian-Control", defaultValue = "") String secret) {
        if (!control.admits(secret)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        return ResponseEntity.ok(new Rebuilt(name, readers.rebuild(name)));
    }
}
