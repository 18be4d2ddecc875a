package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** As in production: staff show a password and a certificate; few failures from one address are enough. */
@PlatformTest
@DirtiesContext
@TestPropertySource(properties = {"mingjian.identity.two-factors=true", "mingjian.login.failures=12"})
class TwoFactorsTest {

    private static final String PASSWORD = "mingjian2026";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Test
    void staffWithoutACertificateComeInOnlyToEnrolOne() {
        Desk first = Desk.of(port, "witness");

        assertThat(first.get("/api/me").body().path("mustEnrol").asBoolean()).isTrue();
        assertThat(first.get("/api/trades").code()).isEqualTo("MUST_CHANGE_FIRST");

        first.withCertificate();
        assertThat(first.get("/api/trades").code()).isEqualTo("MUST_CHANGE_FIRST");
        Desk.Answer one = Desk.stranger(port).post("/api/login", Map.of("login", "witness", "password", PASSWORD));
        assertThat(one.code()).isEqualTo("SECOND_FACTOR_NEEDED");
        assertThat(one.raw().headers().firstValue("Set-Cookie")).isEmpty();

        Desk.Answer both = both("witness", PASSWORD, first);
        assertThat(both.status()).as("%s", both.body()).isEqualTo(200);
        assertThat(both.body().path("mustEnrol").asBoolean()).isFalse();
    }

    @Test
    void staffDoNotComeInByCertificateAlone() {
        Desk first = Desk.of(port, "supervisor").withCertificate();

        Desk.Answer answer = Desk.stranger(port).post("/api/login/certificate", proof(first));

        assertThat(answer.code()).isEqualTo("SECOND_FACTOR_NEEDED");
    }

    @Test
    void anothersCertificateIsNoSecondFactor() {
        Desk centre = Desk.of(port, "centre").withCertificate();
        Desk other = Desk.of(port, "bidder1").withCertificate();

        assertThat(both("centre", PASSWORD, other).code()).isEqualTo("LOGIN_FAILED");
        assertThat(both("centre", PASSWORD, centre).status()).isEqualTo(200);
    }

    @Test
    void companiesChooseTheirOneFactor() {
        assertThat(Desk.of(port, "bidder2").get("/api/trades").status()).isEqualTo(200);
    }

    @Test
    void anOldPasswordOfStaffMustBeChangedFirst() {
        Desk office = Desk.of(port, "office").withCertificate();
        sql.sql("update identity.account set password_at = now() - interval '91 days' where login = 'office'")
                .update();

        assertThat(both("office", PASSWORD, office).body().path("mustEnrol").asBoolean())
                .isTrue();
    }

    private Desk.Answer both(String login, String password, Desk signer) {
        Map<String, Object> request = new HashMap<>(Map.of("login", login, "password", password));
        request.put("proof", proof(signer));
        return Desk.stranger(port).post("/api/login", request);
    }

    private Map<String, String> proof(Desk signer) {
        String challenge = Desk.stranger(port)
                .post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();
        String serial = signer.get("/api/me").body().path("certificate").asString();
        return Map.of(
                "serial", serial, "challenge", challenge, "signature", signer.sign("mingjian-login:" + challenge));
    }
}
