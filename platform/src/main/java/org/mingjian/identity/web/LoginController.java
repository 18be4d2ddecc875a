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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.SigningIn;
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

    record PasswordLogin(
            @NotBlank @Size(max = 100) String login,
            @NotBlank @Size(max = 200) String password) {}

    record CertificateLogin(
            @NotBlank @Size(max = 64) String serial,
            @NotBlank @Size(max = 100) String challenge,
            @NotBlank @Size(max = 1_000) String signature) {}

    record Challenge(String challenge, String signWhat) {}

    record RoleView(String role, String title) {}

    record Me(
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
    private final Accounts accounts;

    LoginController(SigningIn signingIn, Accounts accounts) {
        this.signingIn = signingIn;
        this.accounts = accounts;
    }

    @Open("登录")
    @PostMapping("/login")
    Me byPassword(@Valid @RequestBody PasswordLogin request, HttpServletRequest http, HttpServletResponse response) {
        return admit(signingIn.byPassword(request.login(), request.password()), http, response);
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
        return admit(signingIn.byCertificate(request.serial(), request.challenge(), signature), http, response);
    }

    Me admit(Optional<String> token, HttpServletRequest http, HttpServletResponse response) {
        String value = token.orElseThrow(() -> new PlatformException(IdentityError.LOGIN_FAILED, "五次失败后锁定十五分钟"));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, http.isSecure(), -1));
        return me(signingIn.caller(value).orElseThrow());
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

    @Needs(Permission.SELF)
    @PostMapping("/logout")
    void logout(HttpServletRequest http, HttpServletResponse response) {
        SessionFilter.token(http).ifPresent(signingIn::signOut);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", http.isSecure(), 0));
    }

    @Needs(Permission.SELF)
    @GetMapping("/me")
    Me me(Caller caller) {
        return new Me(
                caller.account(),
                caller.login(),
                caller.name(),
                caller.actor().organisationName(),
                caller.organisation() == null ? null : caller.organisation().id(),
                caller.actor().creditCode(),
                accounts.certificateOf(caller.account())
                        .map(Accounts.CertificateView::serial)
                        .orElse(null),
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
