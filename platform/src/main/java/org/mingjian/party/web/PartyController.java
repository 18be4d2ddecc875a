package org.mingjian.party.web;

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
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.mingjian.party.Achievement;
import org.mingjian.party.PartyEntry;
import org.mingjian.party.PartyError;
import org.mingjian.party.PublicSubjects;
import org.mingjian.party.app.ReadingImages;
import org.mingjian.party.app.RegisteringParties;
import org.mingjian.party.app.ShowingParties;
import org.mingjian.party.domain.Comparison;
import org.mingjian.party.domain.Form;
import org.mingjian.party.store.FormFile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 主体库: own entries, search, verification, comparison with images, and what the public may see. */
@RestController
@RequestMapping("/api")
class PartyController {

    record Entry(
            @NotBlank @Size(max = 30) String form,
            @NotNull @Size(max = 40) Map<String, @NotNull @Size(max = 500) String> values,
            @Nullable UUID document) {}

    record Change(
            int version,
            @NotNull @Size(max = 40) Map<String, @NotNull @Size(max = 500) String> values,
            @Nullable UUID document) {}

    record Finding(
            boolean agrees, @NotBlank @Size(max = 500) String note) {}

    record Reveal(
            @NotBlank @Size(max = 50) String field,
            @NotBlank @Size(max = 200) String reason) {}

    record Version(int version, Instant at, Map<String, String> values) {}

    private final RegisteringParties parties;
    private final ShowingParties showing;
    private final ReadingImages images;
    private final FormFile forms;

    PartyController(RegisteringParties parties, ShowingParties showing, ReadingImages images, FormFile forms) {
        this.parties = parties;
        this.showing = showing;
        this.images = images;
        this.forms = forms;
    }

    @Needs(Permission.DESK_READ)
    @GetMapping("/party/forms")
    List<Form> forms() {
        return forms.all();
    }

    @Needs(Permission.PARTY_KEEP)
    @GetMapping("/party/mine")
    List<PartyEntry> mine(Caller caller) {
        return showing.entries(caller.requireOrganisation().id(), caller);
    }

    @Needs(Permission.PARTY_KEEP)
    @PostMapping("/party/entries")
    PartyEntry add(@Valid @RequestBody Entry request, Caller caller) {
        var typed = new RegisteringParties.Typed(request.form(), request.values(), request.document());
        return showing.masked(parties.add(typed, caller), caller);
    }

    @Needs(Permission.PARTY_KEEP)
    @PutMapping("/party/entries/{id}")
    PartyEntry change(@PathVariable UUID id, @Valid @RequestBody Change request, Caller caller) {
        String form = showing.one(id).form();
        var typed = new RegisteringParties.Typed(form, request.values(), request.document());
        return showing.masked(parties.change(id, request.version(), typed, caller), caller);
    }

    @Needs(Permission.PARTY_READ)
    @GetMapping("/party/entries/{id}/versions")
    List<Version> versions(@PathVariable UUID id, Caller caller) {
        return parties.versions(id).stream()
                .map(entry -> showing.masked(entry, caller))
                .map(entry -> new Version(entry.version(), entry.at(), entry.values()))
                .toList();
    }

    @Needs(Permission.PARTY_READ)
    @PostMapping("/party/entries/{id}/reveal")
    Map<String, String> reveal(@PathVariable UUID id, @Valid @RequestBody Reveal request, Caller caller) {
        return Map.of("value", showing.reveal(id, request.field(), request.reason(), caller));
    }

    @Needs(Permission.PARTY_READ)
    @PostMapping("/party/entries/{id}/comparison")
    Comparison compare(@PathVariable UUID id, Caller caller) {
        PartyEntry entry = showing.one(id);
        if (!caller.actsFor(entry.organisation()) && !caller.may(Permission.PARTY_VERIFY)) {
            throw new PlatformException(PartyError.NOT_YOURS, id.toString());
        }
        return images.compare(entry);
    }

    @Needs(Permission.PARTY_VERIFY)
    @PostMapping("/party/entries/{id}/verification")
    PartyEntry verify(@PathVariable UUID id, @Valid @RequestBody Finding request, Caller caller) {
        return showing.masked(parties.verify(id, request.agrees(), request.note(), caller), caller);
    }

    record SubjectPage(List<ShowingParties.Subject> items, long total, int page, int size) {}

    @Needs(Permission.PARTY_READ)
    @GetMapping("/party")
    SubjectPage search(
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var found = showing.list(q.strip(), page, size);
        return new SubjectPage(found.items(), found.total(), page, size);
    }

    record QueuePage(List<ShowingParties.Waiting> items, long total, int page, int size) {}

    /** 待核验: the entries that nobody compared with their papers yet, oldest first. */
    @Needs(Permission.PARTY_VERIFY)
    @GetMapping("/party/queue")
    QueuePage queue(
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        var found = showing.queue(page, size, caller);
        return new QueuePage(found.items(), found.total(), page, size);
    }

    /** A subject whole: who it is, its entries as the caller may see them, its achievements from contracts. */
    record Whole(ShowingParties.Subject subject, List<PartyEntry> entries, List<Achievement> achievements) {}

    @Needs(Permission.PARTY_READ)
    @GetMapping("/party/{organisation}/whole")
    Whole whole(@PathVariable UUID organisation, Caller caller) {
        ShowingParties.Subject subject = showing.subject(organisation);
        return new Whole(subject, showing.entries(organisation, caller), parties.achievements(subject.creditCode()));
    }

    /** The image of a certificate, for its subject and for those who compare it. */
    @Noted("查看证照影像")
    @Needs(Permission.PARTY_READ)
    @GetMapping("/party/entries/{id}/image")
    ResponseEntity<byte[]> image(@PathVariable UUID id, Caller caller) {
        PartyEntry entry = showing.one(id);
        if (!caller.actsFor(entry.organisation())
                && !caller.may(Permission.SUPERVISE)
                && !caller.may(Permission.PARTY_VERIFY)) {
            throw new PlatformException(PartyError.NOT_YOURS, id.toString());
        }
        ReadingImages.Image image =
                images.image(entry).orElseThrow(() -> new PlatformException(PartyError.ENTRY_NOT_FOUND, "没有上传证照影像"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(image.type()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(image.bytes());
    }

    @Needs(Permission.PARTY_READ)
    @GetMapping("/party/{organisation}")
    List<PartyEntry> entries(@PathVariable UUID organisation, Caller caller) {
        return showing.entries(organisation, caller);
    }

    @Open("主体公开信息")
    @GetMapping("/public/subjects/{creditCode}")
    PublicSubjects.Subject published(@PathVariable String creditCode) {
        return showing.published(creditCode)
                .orElseThrow(() -> new PlatformException(PartyError.SUBJECT_NOT_FOUND, creditCode));
    }
}
