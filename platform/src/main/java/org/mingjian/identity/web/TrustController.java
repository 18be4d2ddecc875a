package org.mingjian.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.pki.PathVerdict;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.pki.TrustedCertificates.Authority;
import org.mingjian.pki.TrustedCertificates.Revocation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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

    record AuthorityView(
            String id,
            String name,
            boolean anchor,
            Set<Purpose> purposes,
            Revocation revocation,
            @Nullable String crlUrl,
            @Nullable String ocspUrl,
            boolean enabled) {}

    record RevocationListUpload(
            @NotBlank @Size(max = 30_000_000) String list) {}

    private final TrustedCertificates trusted;

    TrustController(TrustedCertificates trusted) {
        this.trusted = trusted;
    }

    @Needs(Permission.TRUST_KEEP)
    @GetMapping
    List<AuthorityView> list() {
        return trusted.authorities().stream()
                .map(one -> new AuthorityView(
                        one.id(),
                        one.name(),
                        one.anchor(),
                        one.purposes(),
                        one.revocation(),
                        one.crlUrl(),
                        one.ocspUrl(),
                        one.enabled()))
                .toList();
    }

    @Needs(Permission.TRUST_KEEP)
    @PutMapping("/{id}")
    void trust(@PathVariable String id, @Valid @RequestBody Trusting request) {
        if (!id.matches("[a-z][a-z0-9-]{1,30}")) {
            throw new IllegalArgumentException("短名为2至31位小写字母、数字或连字符");
        }
        trusted.trust(
                new Authority(
                        id,
                        request.name(),
                        Base64.getDecoder().decode(request.certificate()),
                        request.anchor(),
                        request.purposes(),
                        request.revocation(),
                        request.crlUrl(),
                        request.ocspUrl(),
                        request.enabled()),
                request.basis());
    }

    /** A list brought by hand, where the platform cannot reach the authority. */
    @Needs(Permission.TRUST_KEEP)
    @PostMapping("/{id}/list")
    void list(@PathVariable String id, @Valid @RequestBody RevocationListUpload request) {
        if (trusted.keepList(id, Base64.getDecoder().decode(request.list())) instanceof PathVerdict.Invalid no) {
            throw new RefusedException(new Refusal("CRL_UNUSABLE", "电子签名法 §16", no.words()));
        }
    }
}
