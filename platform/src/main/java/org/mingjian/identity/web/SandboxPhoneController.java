package org.mingjian.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.pki.LocalPhones;
import org.mingjian.pki.RemoteSigners.Channel;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's phone in a sandbox: put a certificate on it, read a QR code with it. */
@RestController
@RequestMapping("/api/sandbox/phone")
@Profile({"sandbox", "test"})
class SandboxPhoneController {

    record Enrolling(
            @NotNull Channel channel,
            @NotBlank @Size(min = 6, max = 20) String pin) {}

    record Agreeing(
            @NotBlank @Size(max = 100) String qr,
            @NotBlank @Size(max = 20) String pin) {}

    private final LocalPhones phones;

    SandboxPhoneController(LocalPhones phones) {
        this.phones = phones;
    }

    @Needs(Permission.SANDBOX)
    @PostMapping("/enrol")
    void enrol(@Valid @RequestBody Enrolling request, Caller caller) {
        phones.enrol(request.channel(), holder(caller), request.pin());
    }

    @Needs(Permission.SANDBOX)
    @PostMapping("/agree")
    void agree(@Valid @RequestBody Agreeing request, Caller caller) {
        if (!phones.agree(request.qr(), holder(caller), request.pin())) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "二维码已失效，或 PIN 不正确");
        }
    }

    private static Certificate.Subject holder(Caller caller) {
        Organisation own = caller.organisation();
        String code = own == null ? null : own.creditCode();
        return new Certificate.Subject(
                caller.name(), code == null ? "" : code, caller.account().toString());
    }
}
