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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Enrolling;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.identity.app.Registering;
import org.mingjian.kernel.Open;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Companies register themselves once; people get certificates of the development authority. */
@RestController
@RequestMapping("/api")
class RegistrationController {

    /** @param publicKey base64: SM2 65 bytes, RSA its info in DER; without a password one signs in by certificate */
    record Registration(
            @NotBlank @Size(max = 200) String organisation,
            @NotBlank @Size(min = 18, max = 18) String creditCode,
            @NotNull @Pattern(regexp = "\\d{6}") String regionCode,
            @NotBlank @Size(max = 100) String login,
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 128) String password,
            @NotEmpty Set<Role> roles,
            @Nullable @Size(max = 1000) String publicKey) {}

    record Registered(
            UUID account, UUID organisation, @Nullable String certificate) {}

    record KeyRequest(@NotBlank @Size(max = 1000) String publicKey) {}

    record Certificate(String serial, String publicKey, boolean usable) {}

    private final Registering registering;
    private final Accounts accounts;

    RegistrationController(Registering registering, Accounts accounts) {
        this.registering = registering;
        this.accounts = accounts;
    }

    @Open("市场主体注册")
    @PostMapping("/register")
    Registered register(@Valid @RequestBody Registration request) {
        var company = new Registering.Company(request.organisation(), request.creditCode(), request.regionCode());
        var person = new Registering.Person(request.login(), request.name(), request.password(), request.roles());
        String key = request.publicKey();
        var done = registering.company(
                company, person, key == null ? null : Base64.getDecoder().decode(key));
        return new Registered(done.account(), done.organisation(), done.certificate());
    }

    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping("/certificates")
    Certificate certify(@Valid @RequestBody KeyRequest request, Caller caller) {
        return view(accounts.certify(caller.account(), Base64.getDecoder().decode(request.publicKey())));
    }

    @Needs(Permission.SELF)
    @GetMapping("/certificates/mine")
    List<Certificate> mine(Caller caller) {
        return accounts.certificateOf(caller.account()).stream()
                .map(RegistrationController::view)
                .toList();
    }

    private static Certificate view(Accounts.CertificateView certificate) {
        return new Certificate(
                certificate.serial(),
                Base64.getEncoder().encodeToString(certificate.publicKey()),
                certificate.usable());
    }

    @Needs(Permission.DESK_READ)
    @GetMapping("/organisations")
    List<Organisation> organisations() {
        return accounts.organisations(null);
    }

    @Noted("查看账户")
    @Needs(Permission.RIGHTS_READ)
    @GetMapping("/accounts")
    List<Accounts.AccountView> accounts() {
        return accounts.accounts(null);
    }
}
