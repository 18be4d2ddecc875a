package org.mingjian.watch.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.watch.app.KeepingBarriers;
import org.mingjian.watch.app.RaisingAlarms;
import org.mingjian.watch.app.ShowingAttacks;
import org.mingjian.watch.domain.Barrier.Measure;
import org.mingjian.watch.domain.Barrier.Target;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 攻击与告警: the security administrator's desk. */
@RestController
@RequestMapping("/api/watch")
class WatchController {

    /** @param subject an address, or an account's login name */
    record NewBarrier(
            @NotNull Target target,
            @NotBlank @Size(max = 100) String subject,
            @NotNull Measure measure,
            @NotNull Instant until,
            @NotBlank @Size(max = 300) String reason) {}

    record Reason(@NotBlank @Size(max = 300) String reason) {}

    record Made(UUID id, boolean waits) {}

    private final ShowingAttacks showing;
    private final KeepingBarriers barriers;
    private final RaisingAlarms alarms;

    WatchController(ShowingAttacks showing, KeepingBarriers barriers, RaisingAlarms alarms) {
        this.showing = showing;
        this.barriers = barriers;
        this.alarms = alarms;
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping("/summary")
    ShowingAttacks.Summary summary(@RequestParam(defaultValue = "24") @Min(1) @Max(720) int hours) {
        return showing.summary(hours);
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping("/attacks")
    Map<String, Object> attacks(
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return listed(showing.list(rule, q, page, size), showing.total(rule, q), page, size);
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping("/barriers")
    Map<String, Object> barriers(
            @RequestParam(defaultValue = "0") @Min(0) @Max(100000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return listed(showing.barriers(page, size), showing.barrierTotal(), page, size);
    }

    @Needs(Permission.WATCH_KEEP)
    @PostMapping("/barriers")
    Made set(@Valid @RequestBody NewBarrier wanted, Caller caller) {
        var made = barriers.set(
                new KeepingBarriers.Wanted(
                        wanted.target(), wanted.subject(), wanted.measure(), wanted.until(), wanted.reason()),
                caller);
        return new Made(made.id(), made.waits());
    }

    @Needs(Permission.BARRIER_CONFIRM)
    @PostMapping("/barriers/{id}/confirm")
    void confirm(@PathVariable UUID id, Caller caller) {
        barriers.confirm(id, caller);
    }

    @Needs(Permission.WATCH_KEEP)
    @PostMapping("/barriers/{id}/lift")
    void lift(@PathVariable UUID id, @Valid @RequestBody Reason reason, Caller caller) {
        barriers.lift(id, reason.reason(), caller);
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping("/alarms")
    Map<String, Object> alarms(
            @RequestParam(defaultValue = "0") @Min(0) @Max(100000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return listed(showing.alarms(page, size), alarms.count(), page, size);
    }

    @Needs(Permission.WATCH_KEEP)
    @PostMapping("/alarms/{id}/seen")
    void seen(@PathVariable long id, Caller caller) {
        alarms.seen(id, caller);
    }

    private static Map<String, Object> listed(List<?> items, long total, int page, int size) {
        return Map.of("items", items, "total", total, "page", page, "size", size);
    }
}
