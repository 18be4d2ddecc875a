package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Enrolling;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.AskingPhones;
import org.mingjian.identity.app.AskingPhones.Came;
import org.mingjian.identity.app.KeepingCertificates;
import org.mingjian.identity.app.LookingAtCertificates;
import org.mingjian.kernel.Open;
import org.mingjian.pki.RemoteSigners;
import org.mingjian.pki.RemoteSigners.Channel;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Certificates of an account, from any trusted authority, in the browser or on a phone. */
@RestController
@RequestMapping("/api")
class CertificateController {

    /** All in base64; the signature is over {@code mingjian-bind:} and the challenge. */
    record Binding(
            @NotBlank @Size(max = 90_000) String certificate,
            @Nullable @Size(max = 8) List<@Size(max = 90_000) String> chain,
            @NotBlank @Size(max = 100) String challenge,
            @NotBlank @Size(max = 1_000) String signature) {}

    /** A certificate and its intermediates, in base64 of DER. */
    record Shown(
            @NotBlank @Size(max = 90_000) String certificate,
            @Nullable @Size(max = 8) List<@Size(max = 90_000) String> chain) {}

    record Owned(String serial, String authority, String algorithm, Instant notAfter, boolean usable) {

        static Owned of(Accounts.CertificateView view) {
            return new Owned(view.serial(), view.authority(), view.algorithm(), view.notAfter(), view.usable());
        }
    }

    record Door(Channel channel, String title) {}

    record AskPhone(@NotNull Channel channel) {}

    record AskSignature(
            @NotNull Channel channel,
            @NotBlank @Size(max = 2_100) String text) {}

    record PhoneSignature(String serial, String signature) {}

    private final KeepingCertificates certificates;
    private final LookingAtCertificates looking;
    private final Accounts accounts;
    private final AskingPhones phones;
    private final RemoteSigners doors;
    private final LoginController login;

    CertificateController(
            KeepingCertificates certificates,
            LookingAtCertificates looking,
            Accounts accounts,
            AskingPhones phones,
            RemoteSigners doors,
            LoginController login) {
        this.certificates = certificates;
        this.looking = looking;
        this.accounts = accounts;
        this.phones = phones;
        this.doors = doors;
        this.login = login;
    }

    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping("/certificates/bind")
    Owned bind(@Valid @RequestBody Binding request, Caller caller) {
        return Owned.of(certificates.bind(
                new KeepingCertificates.Shown(
                        decoded(request.certificate()),
                        decoded(request.chain()),
                        request.challenge(),
                        decoded(request.signature())),
                caller));
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static List<byte[]> decoded(@Nullable List<String> all) {
        return all == null
                ? List.of()
                : all.stream().map(CertificateController::decoded).toList();
    }

    @Needs(Permission.SELF)
    @GetMapping("/certificates/all")
    List<Owned> all(Caller caller) {
        return accounts.certificatesOf(caller.account()).stream().map(Owned::of).toList();
    }

    /** What binding would say, check by check; nothing is bound by it. */
    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping("/certificates/look")
    LookingAtCertificates.Look look(@Valid @RequestBody Shown request, Caller caller) {
        return looking.look(decoded(request.certificate()), decoded(request.chain()), caller);
    }

    @Needs(Permission.SELF)
    @GetMapping("/certificates/standing")
    List<LookingAtCertificates.Bound> standing(Caller caller) {
        return looking.standing(caller);
    }

    @Needs(Permission.SELF)
    @GetMapping("/certificates/history")
    List<LookingAtCertificates.Step> history(Caller caller) {
        return looking.history(caller);
    }

    /** @param authority which one, when two authorities gave the same number */
    @Needs(Permission.SELF)
    @DeleteMapping("/certificates/{serial}")
    void giveUp(
            @PathVariable String serial,
            @RequestParam(required = false) @Nullable @Size(max = 40) String authority,
            Caller caller) {
        certificates.giveUp(serial, authority, caller);
    }

    @Open("登录方式")
    @GetMapping("/login/phones")
    List<Door> doors() {
        return doors.channels().stream()
                .map(channel -> new Door(channel, channel.title()))
                .toList();
    }

    @Open("手机登录：取二维码")
    @PostMapping("/login/phone")
    AskingPhones.Asked askLogin(@Valid @RequestBody AskPhone request) {
        return phones.login(request.channel());
    }

    @Open("手机登录：查询结果")
    @PostMapping("/login/phone/{ticket}")
    Came<LoginController.Me> loginCame(
            @PathVariable String ticket, HttpServletRequest http, HttpServletResponse response) {
        Came<String> came = phones.loginCame(ticket, LoginController.device(http));
        String token = came.value();
        return new Came<>(
                came.state(), token == null ? null : login.admit(java.util.Optional.of(token), http, response));
    }

    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping("/certificates/phone")
    AskingPhones.Asked askBinding(@Valid @RequestBody AskPhone request, Caller caller) {
        return phones.bind(request.channel(), caller);
    }

    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping("/certificates/phone/{ticket}")
    Came<Owned> bindingCame(@PathVariable String ticket, Caller caller) {
        Came<Accounts.CertificateView> came = phones.bindCame(ticket, caller);
        Accounts.CertificateView bound = came.value();
        return new Came<>(came.state(), bound == null ? null : Owned.of(bound));
    }

    @Needs(Permission.SELF)
    @PostMapping("/signatures/phone")
    AskingPhones.Asked askSignature(@Valid @RequestBody AskSignature request, Caller caller) {
        return phones.sign(request.channel(), request.text(), caller);
    }

    @Needs(Permission.SELF)
    @PostMapping("/signatures/phone/{ticket}")
    Came<PhoneSignature> signatureCame(@PathVariable String ticket, Caller caller) {
        Came<AskingPhones.Signature> came = phones.signCame(ticket, caller);
        AskingPhones.Signature made = came.value();
        return new Came<>(
                came.state(),
                made == null
                        ? null
                        : new PhoneSignature(made.serial(), Base64.getEncoder().encodeToString(made.signature())));
    }
}
