package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.identity.TestAuthority.base64;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.pki.Issue;
import org.mingjian.pki.Issue.Keys;
import org.mingjian.pki.Issue.Made;
import org.mingjian.pki.Responder;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 信任名单: wanted by one administrator, confirmed by another, seen by all three. */
@PlatformTest
class TrustChangesTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    TrustedCertificates trusted;

    private Made authority;
    private @Nullable Responder responder;
    private String id;

    @BeforeEach
    void trustAnAuthority() {
        trust(Keys.ofSm2(), "OCSP");
    }

    @AfterEach
    void stop() {
        Responder running = responder;
        if (running != null) {
            running.close();
        }
    }

    private Responder responder() {
        return java.util.Objects.requireNonNull(responder);
    }

    private void trust(Keys keys, String revocation) {
        stop();
        TestAuthority fresh = TestAuthority.trusted(port, clock.instant(), keys, revocation);
        id = fresh.id();
        authority = fresh.made();
        responder = fresh.responder();
    }

    private void confirm(Desk.Answer wanted) {
        TestAuthority.confirm(port, wanted);
    }

    private Desk.Answer activate(String login, Desk.Answer wanted) {
        return TestAuthority.activate(port, login, wanted);
    }

    private Map<String, Object> struckOff() {
        return Map.of(
                "name",
                "测试认证机构",
                "certificate",
                base64(authority.der()),
                "anchor",
                true,
                "purposes",
                List.of("LOGIN"),
                "revocation",
                "CRL",
                "enabled",
                false,
                "basis",
                "许可证注销");
    }

    private byte[] another(String name) {
        Instant now = clock.instant();
        return Issue.root("CN=Authority " + name, Keys.ofSm2())
                .valid(now.minus(Duration.ofDays(10)), now.plus(Duration.ofDays(3000)))
                .make()
                .der();
    }

    @Test
    void authorityIsTrustedOnlyWhenAnotherAdministratorConfirms() {
        String mine = "cb" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> request = new HashMap<>(struckOff());
        request.put("certificate", base64(another(mine)));
        request.put("enabled", true);
        request.put("basis", "电子认证服务许可证");

        Desk.Answer wanted = Desk.of(port, "sysadmin").put("/api/trust/" + mine, request);
        assertThat(wanted.status()).isEqualTo(200);
        assertThat(trusted.authority(mine)).as("wanted by one only").isEmpty();
        assertThat(activate("sysadmin", wanted).status()).as("gives no rights").isEqualTo(403);
        assertThat(Desk.of(port, "secadmin").get("/api/todo").body().toString())
                .contains(wanted.body().path("id").asString());

        confirm(wanted);
        assertThat(trusted.authority(mine)).isPresent();
        assertThat(Desk.of(port, "auditor").get("/api/trust").body().toString())
                .contains(mine)
                .contains("notAfter");
    }

    @Test
    void rejectedTrustNeverTakesEffect() {
        String mine = "cc" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> request = new HashMap<>(struckOff());
        request.put("certificate", base64(another(mine)));
        request.put("enabled", true);
        Desk.Answer wanted = Desk.of(port, "sysadmin").put("/api/trust/" + mine, request);
        String proposal = wanted.body().path("id").asString();

        assertThat(Desk.of(port, "secadmin")
                        .post("/api/proposals/" + proposal + "/reject", Map.of("reason", "许可证查无"))
                        .status())
                .isEqualTo(200);

        assertThat(activate("secadmin", wanted).status()).isEqualTo(409);
        assertThat(trusted.authority(mine)).isEmpty();
    }

    @Test
    void trustListIsNoOrdinaryChangeOfRights() {
        Desk.Answer sneaked = Desk.of(port, "sysadmin")
                .post("/api/proposals/change", Map.of("kind", "CHANGE_TRUST", "change", Map.of("authority", "x")));

        assertThat(sneaked.status()).isEqualTo(400);
    }

    @Test
    void certificateThatCouldNotBeTrustedIsNotProposed() {
        Map<String, Object> request = new HashMap<>(struckOff());
        request.put("certificate", base64("no certificate".getBytes(StandardCharsets.UTF_8)));

        assertThat(Desk.of(port, "sysadmin")
                        .put("/api/trust/cd-broken", request)
                        .code())
                .isEqualTo("AUTHORITY_UNUSABLE");
    }

    /** It would put another source of revocations in the place of the first one's: everybody would be shut out. */
    @Test
    void certificateThatIsTrustedUnderAnotherNameIsNotProposed() {
        var known = trusted.authority("dev").orElseThrow();
        Map<String, Object> request = new HashMap<>(struckOff());
        request.put("certificate", base64(known.certificate()));
        request.put("enabled", true);

        assertThat(Desk.of(port, "sysadmin")
                        .put("/api/trust/cd-again", request)
                        .body()
                        .path("detail")
                        .asString())
                .contains("已登记为", known.name());
    }

    @Test
    void administratorSeesWhetherTheAuthorityAnswers() {
        Instant now = clock.instant();
        responder().list = Issue.list(authority, now.minusSeconds(60), now.plus(Duration.ofDays(1)));
        Desk system = Desk.of(port, "sysadmin");

        Desk.Answer asked = system.post("/api/trust/" + id + "/check", Map.of());

        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(200);
        assertThat(asked.body().path("answered").asString()).isNotEmpty();
        assertThat(asked.body().path("listTo").asString()).isNotEmpty();
        responder().silent = true;
        assertThat(system.post("/api/trust/" + id + "/check", Map.of())
                        .body()
                        .path("silent")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void onlyAdministratorsReadTheTrustListAndTheAuditorChangesNothing() {
        for (String other : List.of("centre", "bidder1", "supervisor")) {
            assertThat(Desk.of(port, other).get("/api/trust").status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(Desk.of(port, "auditor").put("/api/trust/" + id, struckOff()).status())
                .isEqualTo(403);
    }
}
