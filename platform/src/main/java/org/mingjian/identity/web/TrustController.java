package org.mingjian.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.BringingLists;
import org.mingjian.identity.app.ProposingTrust;
import org.mingjian.identity.app.ReadingTrust;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.pki.BroughtLists;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.pki.TrustedCertificates.Revocation;
import org.mingjian.pki.TrustedCertificates.Standing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 信任名单: the authorities whose certificates are accepted, kept by the security administrator. */
@RestController
@RequestMapping("/api/trust")
class TrustController {

    /** @param certificate DER in base64 */
    record Trusting(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 90_000) String certificate,
            boolean anchor,
            @NotEmpty Set<Purpose> purposes,
            @NotNull Revocation revocation,
            @Nullable @Pattern(regexp = "https?://.{1,300}") String crlUrl,
            @Nullable @Pattern(regexp = "https?://.{1,300}") String ocspUrl,
            boolean enabled,
            @NotBlank @Size(max = 500) String basis) {}

    /**
     * An authority with how it stands.
     *
     * @param wanted the change of it that waits for a second person; null when none does
     */
    record AuthorityView(
            String id,
            String name,
            boolean anchor,
            Set<Purpose> purposes,
            Revocation revocation,
            @Nullable String crlUrl,
            @Nullable String ocspUrl,
            boolean enabled,
            String certificate,
            Standing standing,
            @Nullable UUID wanted) {}

    record Made(UUID id) {}

    record Ending(List<CertificateStore.Ending> items, long total, int page, int size) {}

    record RevocationListUpload(
            @NotBlank @Size(max = 30_000_000) String list) {}

    private final TrustedCertificates trusted;
    private final ProposingTrust proposing;
    private final ReadingTrust reading;
    private final BroughtLists lists;
    private final BringingLists bringing;

    TrustController(
            TrustedCertificates trusted,
            ProposingTrust proposing,
            ReadingTrust reading,
            BroughtLists lists,
            BringingLists bringing) {
        this.lists = lists;
        this.bringing = bringing;
        this.trusted = trusted;
        this.proposing = proposing;
        this.reading = reading;
    }

    @Needs(Permission.TRUST_READ)
    @GetMapping
    List<AuthorityView> list() {
        Map<String, Standing> standings =
                trusted.standings().stream().collect(Collectors.toMap(Standing::id, Function.identity()));
        Map<String, UUID> waiting = reading.waiting();
        return trusted.authorities().stream()
                .map(one -> new AuthorityView(
                        one.id(),
                        one.name(),
                        one.anchor(),
                        one.purposes(),
                        one.revocation(),
                        one.crlUrl(),
                        one.ocspUrl(),
                        one.enabled(),
                        Base64.getEncoder().encodeToString(one.certificate()),
                        Objects.requireNonNull(standings.get(one.id())),
                        waiting.get(one.id())))
                .toList();
    }

    /** Wants an authority trusted, changed or struck off; it takes effect when another administrator confirms. */
    @Needs(Permission.TRUST_KEEP)
    @PutMapping("/{id}")
    Made trust(@PathVariable String id, @Valid @RequestBody Trusting request, Caller caller) {
        if (!id.matches("[a-z][a-z0-9-]{1,30}")) {
            throw new IllegalArgumentException("短名为2至31位小写字母、数字或连字符");
        }
        return new Made(proposing.propose(
                new Change.ChangeTrust(
                        id,
                        request.name(),
                        request.certificate(),
                        request.anchor(),
                        request.purposes(),
                        request.revocation(),
                        request.crlUrl(),
                        request.ocspUrl(),
                        request.enabled(),
                        request.basis()),
                caller));
    }

    /** Fetches the list and knocks at the responder now. */
    @Needs(Permission.TRUST_KEEP)
    @PostMapping("/{id}/check")
    Standing check(@PathVariable String id) {
        return trusted.ask(id);
    }

    /** Certificates of accounts that end within some days, or ended, and were not replaced. */
    @Needs(Permission.TRUST_READ)
    @GetMapping("/ending")
    Ending ending(
            @RequestParam(defaultValue = "90") @Min(1) @Max(400) int days,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var found = reading.ending(days, page, size);
        return new Ending(found.items(), found.total(), page, size);
    }

    /** What a list says that was brought by hand, and whether it could be taken; nothing changes. */
    @Needs(Permission.TRUST_KEEP)
    @PostMapping("/{id}/list/look")
    BroughtLists.Look look(@PathVariable String id, @Valid @RequestBody RevocationListUpload request) {
        return lists.look(id, Base64.getDecoder().decode(request.list()));
    }

    /** Wants such a list taken; it counts when another administrator confirms. */
    @Needs(Permission.TRUST_KEEP)
    @PostMapping("/{id}/list")
    Made list(@PathVariable String id, @Valid @RequestBody RevocationListUpload request, Caller caller) {
        return new Made(bringing.propose(id, Base64.getDecoder().decode(request.list()), caller));
    }
}
