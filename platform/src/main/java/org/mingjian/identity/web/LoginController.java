package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Enrolling;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.KeepingSessions;
import org.mingjian.identity.app.SigningIn;
import org.mingjian.identity.app.Welcoming;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Login, logout and who I am. */
@RestController
@RequestMapping("/api")
class LoginController {

    /** @param proof the certificate's signature too, as staff must show outside a sandbox */
    record PasswordLogin(
            @NotBlank @Size(max = 100) String login,
            @NotBlank @Size(max = 200) String password,
            @Nullable @Valid CertificateLogin proof) {}

    record CertificateLogin(
            @NotBlank @Size(max = 64) String serial,
            @NotBlank @Size(max = 100) String challenge,
            @NotBlank @Size(max = 1_000) String signature) {}

    record Challenge(String challenge, String signWhat) {}

    record RoleView(String role, String title) {}

    /** @param mustEnrol true while only the password may be changed and a certificate enrolled */
    record Me(
            boolean mustEnrol,
            UUID account,
            String login,
            String name,
            @Nullable String organisation,
            @Nullable UUID organisationId,
            @Nullable String creditCode,
            @Nullable String certificate,
            List<RoleView> roles,
            List<String> permissions) {}

    private final SigningIn signingIn;
    private final KeepingSessions sessions;
    private final Welcoming welcoming;
    private final Accounts accounts;

    LoginController(SigningIn signingIn, KeepingSessions sessions, Welcoming welcoming, Accounts accounts) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.welcoming = welcoming;
        this.accounts = accounts;
    }

    @Open("登录")
    @PostMapping("/login")
    Me byPassword(@Valid @RequestBody PasswordLogin request, HttpServletRequest http, HttpServletResponse response) {
        CertificateLogin shown = request.proof();
        SigningIn.Proof proof = shown == null
                ? null
                : new SigningIn.Proof(
                        shown.serial(), shown.challenge(), Base64.getDecoder().decode(shown.signature()));
        endOld(http);
        return admit(signingIn.byPassword(request.login(), request.password(), proof, device(http)), http, response);
    }

    @Open("证书登录的挑战")
    @PostMapping("/login/challenge")
    Challenge challenge() {
        return new Challenge(signingIn.challenge(), "mingjian-login:<challenge>");
    }

    @Open("证书登录")
    @PostMapping("/login/certificate")
    Me byCertificate(
            @Valid @RequestBody CertificateLogin request, HttpServletRequest http, HttpServletResponse response) {
        byte[] signature = Base64.getDecoder().decode(request.signature());
        endOld(http);
        return admit(
                signingIn.byCertificate(request.serial(), request.challenge(), signature, device(http)),
                http,
                response);
    }

    Me admit(Optional<String> token, HttpServletRequest http, HttpServletResponse response) {
        String value = token.orElseThrow(() -> new PlatformException(IdentityError.LOGIN_FAILED, "五次失败后锁定三十分钟"));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, http.isSecure(), -1));
        Welcoming.Welcome welcome = welcoming.of(value).orElseThrow();
        return me(welcome.visitor().caller(), welcome.visitor().enrolling(), welcome.certificate());
    }

    /** Whoever signs in anew leaves the session that this browser had. */
    private void endOld(HttpServletRequest http) {
        SessionFilter.token(http)
                .ifPresent(token -> SessionFilter.caller(http).ifPresent(caller -> sessions.signOut(token, caller)));
    }

    static KeepingSessions.Device device(HttpServletRequest http) {
        String browser = Objects.requireNonNullElse(http.getHeader(HttpHeaders.USER_AGENT), "");
        return new KeepingSessions.Device(
                http.getRemoteAddr(), browser.length() > 200 ? browser.substring(0, 200) : browser);
    }

    private static String cookie(String value, boolean secure, long age) {
        return ResponseCookie.from(SessionFilter.COOKIE, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }

    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping("/logout")
    void logout(HttpServletRequest http, HttpServletResponse response, Caller caller) {
        SessionFilter.token(http).ifPresent(token -> sessions.signOut(token, caller));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", http.isSecure(), 0));
    }

    @Enrolling
    @Needs(Permission.SELF)
    @GetMapping("/me")
    Me me(Caller caller, HttpServletRequest http) {
        String certificate = accounts.certificateOf(caller.account())
                .map(Accounts.CertificateView::serial)
                .orElse(null);
        return me(caller, SessionFilter.isEnrolling(http), certificate);
    }

    private static Me me(Caller caller, boolean enrolling, @Nullable String certificate) {
        return new Me(
                enrolling,
                caller.account(),
                caller.login(),
                caller.name(),
                caller.actor().organisationName(),
                caller.organisation() == null ? null : caller.organisation().id(),
                caller.actor().creditCode(),
                certificate,
                caller.roles().stream()
                        .map(role -> new RoleView(role.name(), role.title()))
                        .toList(),
                EnumSet.allOf(Permission.class).stream()
                        .filter(caller::may)
                        .map(Permission::name)
                        .toList());
    }

    @Open("权限目录，供前端生成")
    @GetMapping("/permissions")
    Map<String, List<String>> permissions() {
        Map<String, List<String>> all = new java.util.LinkedHashMap<>();
        for (Permission permission : Permission.values()) {
            all.put(
                    permission.name(),
                    permission.roles().stream().map(Enum::name).toList());
        }
        return all;
    }
}
