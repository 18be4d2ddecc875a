package org.mingjian.registry.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ReportedOutages;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.registry.app.KeepingOutages;
import org.mingjian.registry.domain.Outage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 停用、故障报告和可用率. */
@RestController
@RequestMapping("/api/registry")
class OutageController {

    private final KeepingOutages keeping;

    OutageController(KeepingOutages keeping) {
        this.keeping = keeping;
    }

    record Told(
            @NotNull Outage.Kind kind,
            @NotNull @Pattern(regexp = "\\d{6}") String region,
            @NotBlank @Size(max = 100) String system,
            ReportedOutages.@Nullable Part part,
            @NotBlank @Size(max = 1000) String what,
            @NotBlank @Size(max = 200) String cause,
            @NotNull Instant startsAt,
            @Nullable Instant endsAt) {}

    record Explained(
            @NotBlank @Size(max = 200) String cause,
            @NotBlank @Size(max = 3000) String report) {}

    record Closed(
            @NotNull Instant endedAt,
            @NotBlank @Size(max = 1000) String closing) {}

    record Listing(List<Outage> items, long total, int page, int size) {}

    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/outages")
    Listing list(
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        KeepingOutages.Listed found = keeping.list(q.strip(), open, caller, page, size);
        return new Listing(found.items(), found.total(), page, size);
    }

    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/availability")
    List<KeepingOutages.Rate> availability(
            @RequestParam(defaultValue = "365") @Min(1) @Max(3660) int days, Caller caller) {
        return keeping.availability(days, caller);
    }

    @Needs(Permission.REGISTRY_KEEP)
    @PostMapping("/outages")
    Outage tell(@Valid @RequestBody Told told, Caller caller) {
        return keeping.tell(
                new KeepingOutages.Told(
                        told.kind(),
                        told.region(),
                        told.system(),
                        told.part(),
                        told.what(),
                        told.cause(),
                        told.startsAt(),
                        told.endsAt()),
                caller);
    }

    @Needs(Permission.REGISTRY_KEEP)
    @PostMapping("/outages/{id}/report")
    Outage explain(@PathVariable UUID id, @Valid @RequestBody Explained explained, Caller caller) {
        return keeping.explain(id, explained.cause(), explained.report(), caller);
    }

    @Needs(Permission.REGISTRY_KEEP)
    @PostMapping("/outages/{id}/closing")
    Outage close(@PathVariable UUID id, @Valid @RequestBody Closed closed, Caller caller) {
        return keeping.close(id, closed.endedAt(), closed.closing(), caller);
    }
}
