package org.mingjian.intake.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.intake.app.DecidingRegistrations;
import org.mingjian.intake.app.DraftingRegistrations;
import org.mingjian.intake.app.ListingRegistrations;
import org.mingjian.intake.domain.Draft;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationState;
import org.mingjian.kernel.FieldProblem;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 进场登记. */
@RestController
@RequestMapping("/api/registrations")
class IntakeController {

    /** @param version the one that was read */
    record Change(@NotNull Long version, @NotNull Draft draft) {}

    record Acceptance(@Nullable Long version) {}

    record Return(
            @Nullable Long version,
            @NotBlank @Size(max = 2000) String reason) {}

    record Line(
            UUID id,
            long version,
            String state,
            String stateTitle,
            String applicant,
            @Nullable String projectName,
            @Nullable String sectionName,
            Registration.Times times,
            @Nullable String tradeCode) {}

    record Page(List<Line> items, long total, int page, int size) {}

    /** @param problems what stands against submitting it; empty once it is submitted */
    record View(
            UUID id,
            long version,
            String state,
            String stateTitle,
            UUID applicantId,
            String applicant,
            Draft draft,
            List<FieldProblem> problems,
            @Nullable String reason,
            Registration.@Nullable Codes codes,
            Registration.Times times,
            List<String> acts) {}

    private final DraftingRegistrations drafting;
    private final DecidingRegistrations deciding;
    private final ListingRegistrations listing;

    IntakeController(DraftingRegistrations drafting, DecidingRegistrations deciding, ListingRegistrations listing) {
        this.drafting = drafting;
        this.deciding = deciding;
        this.listing = listing;
    }

    @Needs(Permission.TRADE_REGISTER)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View begin(@RequestBody Draft draft, Caller caller) {
        return view(drafting.begin(draft, caller), caller);
    }

    @Needs(Permission.TRADE_REGISTER)
    @PutMapping("/{id}")
    View change(@PathVariable UUID id, @Valid @RequestBody Change request, Caller caller) {
        return view(drafting.change(id, request.version(), request.draft(), caller), caller);
    }

    @Needs(Permission.TRADE_REGISTER)
    @PostMapping("/{id}/submit")
    View submit(@PathVariable UUID id, Caller caller) {
        return view(drafting.submit(id, caller), caller);
    }

    @Needs(Permission.TRADE_ACCEPT)
    @PostMapping("/{id}/accept")
    View accept(@PathVariable UUID id, @RequestBody(required = false) @Nullable Acceptance request, Caller caller) {
        return view(deciding.accept(id, request == null ? null : request.version(), caller), caller);
    }

    @Needs(Permission.TRADE_ACCEPT)
    @PostMapping("/{id}/return")
    View giveBack(@PathVariable UUID id, @Valid @RequestBody Return request, Caller caller) {
        return view(deciding.giveBack(id, request.version(), request.reason(), caller), caller);
    }

    @Needs(Permission.REGISTRATION_READ)
    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable RegistrationState state,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        ListingRegistrations.Found found = listing.list(caller, q, state, page, size);
        return new Page(found.items().stream().map(IntakeController::line).toList(), found.total(), page, size);
    }

    @Needs(Permission.REGISTRATION_READ)
    @GetMapping("/{id}")
    View get(@PathVariable UUID id, Caller caller) {
        return view(listing.get(id, caller), caller);
    }

    @Noted("下载登记材料")
    @Needs(Permission.REGISTRATION_READ)
    @GetMapping("/{id}/files/{document}")
    ResponseEntity<InputStreamResource> file(@PathVariable UUID id, @PathVariable UUID document, Caller caller) {
        ListingRegistrations.Attached found = listing.file(id, document, caller);
        String disposition = ContentDisposition.attachment()
                .filename(found.file().name(), StandardCharsets.UTF_8)
                .build()
                .toString();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(found.file().size())
                .body(new InputStreamResource(found.bytes()));
    }

    private static Line line(Registration one) {
        Registration.Codes codes = one.codes();
        return new Line(
                one.id(),
                one.version(),
                one.state().name(),
                one.state().title(),
                one.applicantName(),
                one.draft().projectName(),
                one.draft().sectionName(),
                one.times(),
                codes == null ? null : codes.trade());
    }

    private View view(Registration one, Caller caller) {
        return new View(
                one.id(),
                one.version(),
                one.state().name(),
                one.state().title(),
                one.applicant(),
                one.applicantName(),
                one.draft(),
                one.isOpen() ? drafting.problems(one) : List.of(),
                one.reason(),
                one.codes(),
                one.times(),
                acts(one, caller));
    }

    private static List<String> acts(Registration one, Caller caller) {
        if (one.isOpen() && caller.actsFor(one.applicant()) && caller.may(Permission.TRADE_REGISTER)) {
            return List.of("CHANGE", "SUBMIT");
        }
        return one.state() == RegistrationState.SUBMITTED && caller.may(Permission.TRADE_ACCEPT)
                ? List.of("ACCEPT", "RETURN")
                : List.of();
    }
}
