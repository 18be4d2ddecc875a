package org.mingjian.cosigner.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.cosigner.Cosigners;
import org.mingjian.cosigner.app.JudgingConflicts;
import org.mingjian.cosigner.app.ReadingCosigners;
import org.mingjian.cosigner.store.ConflictStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.ProposedSettings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 联署: for administrators, auditors and supervisors. */
@RestController
@RequestMapping("/api/cosigners")
class CosignerController {

    /** @param address empty where the co-signer follows the log itself */
    record Wanted(
            @NotBlank @Size(max = 600) String keyLine,
            @NotBlank @Size(max = 200) String organisation,
            @Nullable @Size(max = 300) String address) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    record Retirement(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 500) String reason) {}

    record Made(UUID id) {}

    /** @param evidence whether a file can be fetched */
    record Conflict(
            long id,
            String kind,
            boolean proven,
            long size,
            String words,
            Instant foundAt,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable String answer) {

        static Conflict of(ConflictStore.Row row) {
            ConflictStore.Answer answer = row.answer();
            return new Conflict(
                    row.id(),
                    row.found().kind(),
                    row.found().proven(),
                    row.found().size(),
                    row.found().words(),
                    row.foundAt(),
                    answer == null ? null : answer.at(),
                    answer == null ? null : answer.by(),
                    answer == null ? null : answer.words());
        }
    }

    record Listed(Cosigners.Standing standing, List<ReadingCosigners.View> items) {}

    private final ReadingCosigners reading;
    private final JudgingConflicts judging;
    private final ProposedSettings settings;

    CosignerController(ReadingCosigners reading, JudgingConflicts judging, ProposedSettings settings) {
        this.reading = reading;
        this.judging = judging;
        this.settings = settings;
    }

    @Needs(Permission.COSIGNER_READ)
    @GetMapping
    Listed list() {
        return new Listed(reading.standing(), reading.all());
    }

    @Needs(Permission.COSIGNER_KEEP)
    @PostMapping
    Made register(@Valid @RequestBody Wanted wanted, Caller caller) {
        String address = wanted.address() == null ? "" : wanted.address();
        return new Made(settings.propose(
                "cosigner.register",
                Map.of("keyLine", wanted.keyLine(), "organisation", wanted.organisation(), "address", address),
                caller));
    }

    @Needs(Permission.COSIGNER_KEEP)
    @PostMapping("/retirement")
    Made retire(@Valid @RequestBody Retirement wanted, Caller caller) {
        return new Made(
                settings.propose("cosigner.retire", Map.of("name", wanted.name(), "reason", wanted.reason()), caller));
    }

    @Needs(Permission.COSIGNER_READ)
    @GetMapping("/conflicts")
    Map<String, Object> conflicts(
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        List<Conflict> items =
                judging.list(page, size).stream().map(Conflict::of).toList();
        return Map.of("items", items, "total", judging.count(), "page", page, "size", size);
    }

    /** The file with both signed tree heads and the proof that failed; {@code verify} checks it. */
    @Needs(Permission.COSIGNER_READ)
    @GetMapping("/conflicts/{id}/evidence")
    ResponseEntity<String> evidence(@PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"conflict-" + id + ".json\"")
                .body(judging.evidence(id));
    }

    @Needs(Permission.CONFLICT_ANSWER)
    @PostMapping("/conflicts/{id}/answer")
    void answer(@PathVariable long id, @Valid @RequestBody Reason reason, Caller caller) {
        judging.answer(id, reason.reason(), caller);
    }
}
