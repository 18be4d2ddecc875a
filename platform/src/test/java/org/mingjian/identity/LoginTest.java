package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.CreditCodes;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Signing in, and what happens to those who may not. */
@PlatformTest
class LoginTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Test
    void everySampleAccountSignsInWithItsRole() {
        for (var sample : org.mingjian.identity.app.SampleAccounts.SAMPLES) {
            Desk.Answer me = Desk.of(port, sample.login()).get("/api/me");

            assertThat(me.body().path("roles").get(0).path("role").asString())
                    .as(sample.login())
                    .isEqualTo(sample.role().name());
        }
    }

    @Test
    void wrongPasswordAndUnknownAccountAnswerTheSame() {
        Desk stranger = Desk.stranger(port);

        var wrong = stranger.post("/api/login", Map.of("login", "witness", "password", "not the password 1"));
        var unknown = stranger.post("/api/login", Map.of("login", "nobody-here", "password", "not the password 1"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body().deepCopy());
    }

    @Test
    void fiveFailuresLockTheAccountAlsoForTheRightPassword() {
        String login = registerBidder();
        Desk stranger = Desk.stranger(port);

        for (int i = 0; i < 5; i++) {
            stranger.post("/api/login", Map.of("login", login, "password", "not the password " + i));
        }

        var answer = stranger.post("/api/login", Map.of("login", login, "password", "sesame 2026 open"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("LOGIN_FAILED");
    }

    @Test
    void certificateChallengeSignsInOnceOnly() {
        Desk bidder = Desk.of(port, registerBidder(), "sesame 2026 open").withCertificate();
        String serial = bidder.get("/api/me").body().path("certificate").asString();
        String challenge = Desk.stranger(port)
                .post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();
        var login = Map.of(
                "serial", serial, "challenge", challenge, "signature", bidder.sign("mingjian-login:" + challenge));

        var first = Desk.stranger(port).post("/api/login/certificate", login);
        var replay = Desk.stranger(port).post("/api/login/certificate", login);

        assertThat(first.status()).isEqualTo(200);
        assertThat(replay.status()).isEqualTo(401);
    }

    @Test
    void anotherPersonsSignatureDoesNotSignIn() {
        Desk bidder = Desk.of(port, registerBidder(), "sesame 2026 open").withCertificate();
        Desk other = Desk.of(port, registerBidder(), "sesame 2026 open").withCertificate();
        String serial = bidder.get("/api/me").body().path("certificate").asString();
        String challenge = Desk.stranger(port)
                .post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();

        var answer = Desk.stranger(port)
                .post(
                        "/api/login/certificate",
                        Map.of(
                                "serial",
                                serial,
                                "challenge",
                                challenge,
                                "signature",
                                other.sign("mingjian-login:" + challenge)));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void writeWithoutTheSourceMarkIsRefused() {
        Desk bidder = Desk.of(port, "bidder1");
        var request = bidder.request("/api/logout")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build();
        var forged = java.net.http.HttpRequest.newBuilder(request, (name, value) -> !name.equals("X-Requested-With"));

        assertThat(bidder.send(forged).code()).isEqualTo("FORGED_REQUEST");
    }

    @Test
    void wrongRoleIsToldWhichPermissionIsMissing() {
        var answer = Desk.of(port, "bidder1").get("/api/accounts");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("detail").asString()).contains(Permission.RIGHTS_READ.title());
    }

    @Test
    void repeatedRegistrationWithTheSameCreditCodeConflicts() {
        String creditCode = CreditCodes.any();

        assertThat(register("once" + creditCode, creditCode).status()).isEqualTo(200);
        assertThat(register("twice" + creditCode, creditCode).code()).isEqualTo("CREDIT_CODE_TAKEN");
    }

    @Test
    void aMistypedCreditCodeIsRefusedAtItsField() {
        String good = CreditCodes.any();
        String mistyped = good.substring(0, 17) + (good.endsWith("0") ? "1" : "0");

        Desk.Answer answer = register("mistyped" + mistyped, mistyped);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/fields/creditCode").asString()).contains("GB 32100");
        assertThat(register("letters", "ABCDEFGHIJKLMNOPQR").status()).isEqualTo(400);
    }

    @Test
    void aRealCompanyWhoseCodeFailsItsCheckCharacterIsLetInByName() {
        assertThat(register("exception" + UUID.randomUUID(), "91350203M0001QAY9B")
                        .status())
                .isIn(200, 409);
        assertThat(register("exception" + UUID.randomUUID(), "91350203M0001QAY9C")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void repeatedRequestWithTheSameKeyIsAnsweredOnce() {
        Desk bidder = Desk.of(port, registerBidder(), "sesame 2026 open");
        String publicKey = Base64.getEncoder().encodeToString(bidder.keys().publicKey());
        String key = UUID.randomUUID().toString();

        var first = certify(bidder, key, publicKey);
        var second = certify(bidder, key, publicKey);
        var other = certify(bidder, key, publicKey + " ");

        assertThat(second.body().path("serial")).isEqualTo(first.body().path("serial"));
        assertThat(second.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(other.code()).isEqualTo("KEY_REUSED");
    }

    private static Desk.Answer certify(Desk desk, String key, String publicKey) {
        return desk.send(desk.request("/api/certificates")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"publicKey\":\"" + publicKey + "\"}")));
    }

    @Test
    void malformedAndHugeJsonGetAClearAnswer() {
        Desk stranger = Desk.stranger(port);

        var malformed = stranger.send(stranger.request("/api/login")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"login\":")));
        var huge = stranger.send(stranger.request("/api/login")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(new byte[9 * 1024 * 1024])));

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.code()).isEqualTo("INVALID_INPUT");
        assertThat(huge.status()).isEqualTo(413);
        assertThat(huge.code()).isEqualTo("TOO_LARGE");
        for (String alsoJson : java.util.List.of("Application/JSON", "application/problem+json;charset=utf-8")) {
            assertThat(stranger.send(stranger.request("/api/login")
                                    .header("Content-Type", alsoJson)
                                    .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                            new byte[9 * 1024 * 1024])))
                            .status())
                    .as(alsoJson)
                    .isEqualTo(413);
        }
    }

    @Test
    void everyEndpointNamesItsPermission() {
        var mapping = context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);

        List<HandlerMethod> unnamed = mapping.getHandlerMethods().values().stream()
                .filter(method -> method.getBeanType().getName().startsWith("org.mingjian."))
                .filter(method -> !method.hasMethodAnnotation(Needs.class)
                        && !method.hasMethodAnnotation(org.mingjian.kernel.Open.class))
                .toList();

        assertThat(unnamed).isEmpty();
    }

    private String registerBidder() {
        String creditCode = CreditCodes.any();
        String login = "login" + creditCode;
        assertThat(register(login, creditCode).status()).isEqualTo(200);
        return login;
    }

    private Desk.Answer register(String login, String creditCode) {
        return Desk.stranger(port)
                .post(
                        "/api/register",
                        Map.of(
                                "organisation",
                                "测试公司" + creditCode,
                                "creditCode",
                                creditCode,
                                "regionCode",
                                "990100",
                                "login",
                                login,
                                "name",
                                "测试",
                                "password",
                                "sesame 2026 open",
                                "roles",
                                List.of("BIDDER")));
    }
}
