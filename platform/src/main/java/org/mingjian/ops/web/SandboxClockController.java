package org.mingjian.ops.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.mingjian.kernel.Open;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.SandboxClock;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Server time for everybody; moving it for the sandbox alone. */
@RestController
class SandboxClockController {

    private final PlatformClock clock;
    private final SandboxClock sandbox;

    SandboxClockController(PlatformClock clock, SandboxClock sandbox) {
        this.clock = clock;
        this.sandbox = sandbox;
    }

    /** @param at the platform's time now; every deadline is judged by it */
    record ServerTime(Instant at) {}

    /** @param at the time it shall be */
    record MoveClock(@NotNull Instant at) {}

    @Open("服务器时间")
    @GetMapping("/api/clock")
    ServerTime time() {
        return new ServerTime(clock.instant());
    }

    @Open("仅沙箱；生产环境拒绝")
    @PostMapping("/api/sandbox/clock")
    ResponseEntity<Object> move(@Valid @RequestBody MoveClock request) {
        return switch (sandbox.moveTo(request.at())) {
            case DONE -> ResponseEntity.ok(new ServerTime(clock.instant()));
            case FORBIDDEN -> problem(HttpStatus.FORBIDDEN, "ops.clock.production", "只有沙盒环境可以调整时钟；生产环境以服务器时间为准。");
            case BACKWARD -> problem(HttpStatus.CONFLICT, "ops.clock.backward", "时钟只能向前调整，不能倒退。");
        };
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return ResponseEntity.status(status).body(problem);
    }
}
