package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.identity.TestAuthority.base64;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.KeyFolder;
import org.mingjian.ops.PlatformTest;
import org.mingjian.pki.Issue;
import org.mingjian.pki.Issue.Keys;
import org.mingjian.pki.Issue.Made;
import org.mingjian.pki.Responder;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several certificate authorities side by side: binding, login, signing, sealing, revocation, phones. */
@PlatformTest
class AuthoritiesTest {

    private static final String CODE = "91990100MA00000C59";

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    Accounts accounts;

    @Autowired
    TrustedCertificates trusted;

    @Autowired
    KeyFolder keyFolder;

    @Autowired
    JdbcClient sql;

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

    private Issue of(Keys keys) {
        Instant now = clock.instant();
        return Issue.to("C=CN,2.5.4.97=" + CODE + ",CN=江北建工集团有限公司", keys)
                .by(authority)
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)));
    }

    private String challenge() {
        return Desk.stranger(port)
                .post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();
    }

    private Desk.Answer bind(Desk desk, Made made) {
        String challenge = challenge();
        byte[] signature = made.keys().sign(("mingjian-bind:" + challenge).getBytes(StandardCharsets.UTF_8));
        return desk.post(
                "/api/certificates/bind",
                Map.of(
                        "certificate", base64(made.der()),
                        "chain", List.of(),
                        "challenge", challenge,
                        "signature", base64(signature)));
    }

    private Map<String, String> loginWith(Made made) {
        String challenge = challenge();
        byte[] signature = made.keys().sign(("mingjian-login:" + challenge).getBytes(StandardCharsets.UTF_8));
        return Map.of("serial", made.serial().toString(16), "challenge", challenge, "signature", base64(signature));
    }

    private Desk.Answer login(Made made) {
        return Desk.stranger(port).post("/api/login/certificate", loginWith(made));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM2", "RSA"})
    void certificateOfEitherAlgorithmBindsSignsInSignsAndSeals(String algorithm) throws CryptoFailure {
        trust(algorithm.equals("SM2") ? Keys.ofSm2() : Keys.ofRsa(2048), "OCSP");
        Made made =
                of(algorithm.equals("SM2") ? Keys.ofSm2() : Keys.ofRsa(2048)).make();

        Desk.Answer bound = bind(Desk.of(port, "bidder1"), made);
        Desk.Answer login = login(made);

        assertThat(bound.status()).as(bound.body().toString()).isEqualTo(200);
        assertThat(bound.body().path("algorithm").asString()).isEqualTo(algorithm);
        assertThat(bound.body().path("usable").asBoolean()).isTrue();
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body().path("login").asString()).isEqualTo("bidder1");
        byte[] message = "mingjian-contract:abc".getBytes(StandardCharsets.UTF_8);
        UUID account = accounts.accountByLogin("bidder1").orElseThrow().id();
        byte[] signature = made.keys().sign(message);
        assertThat(accounts.isSignedBy(account, message, signature)).isTrue();
        assertThat(accounts.isSignedBy(account, "other".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        byte[] wrapped = trusted.wrap(made.der(), new byte[16]);
        assertThat(
                        algorithm.equals("SM2")
                                ? Sm2.decrypt(
                                                java.util.Objects.requireNonNull(
                                                                made.keys().sm2())
                                                        .privateKey(),
                                                wrapped)
                                        .length
                                : 16)
                .isEqualTo(16);
        assertThat(wrapped).hasSizeGreaterThan(64);
    }

    @Test
    void certificatesOfTwoAuthoritiesWithTheSameSerialAreToldApart() {
        Made first = of(Keys.ofSm2()).serial(4711).make();
        assertThat(bind(Desk.of(port, "bidder1"), first).status()).isEqualTo(200);
        Responder other = responder();
        responder = null;
        trust(Keys.ofSm2(), "OCSP");
        Made second = of(Keys.ofSm2()).serial(4711).make();

        assertThat(bind(Desk.of(port, "bidder1"), second).status()).isEqualTo(200);
        assertThat(login(first).status()).isEqualTo(200);
        assertThat(login(second).status()).isEqualTo(200);
        other.close();
    }

    @Test
    void replayedChallengeIsRefused() {
        Made made = of(Keys.ofSm2()).make();
        bind(Desk.of(port, "bidder1"), made);
        var request = loginWith(made);

        assertThat(Desk.stranger(port).post("/api/login/certificate", request).status())
                .isEqualTo(200);
        assertThat(Desk.stranger(port).post("/api/login/certificate", request).status())
                .isEqualTo(401);
    }

    @Test
    void revokedCertificateDoesNotBindAndNoLongerSignsIn() {
        Made made = of(Keys.ofSm2()).make();
        responder().revoked.add(made.serial().toString(16));

        Desk.Answer refused = bind(Desk.of(port, "bidder1"), made);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(login(made).status()).isEqualTo(401);
    }

    @Test
    void certificateThatItsHolderGaveUpNoLongerSignsIn() {
        Made made = of(Keys.ofSm2()).make();
        Desk desk = Desk.of(port, "bidder1");
        bind(desk, made);
        assertThat(login(made).status()).isEqualTo(200);

        Desk.Answer given = desk.send(
                desk.request("/api/certificates/" + made.serial().toString(16)).DELETE());

        assertThat(given.status()).isEqualTo(200);
        assertThat(login(made).status()).isEqualTo(401);
    }

    @Test
    void strangersCannotGiveUpSomebodysCertificate() {
        Made made = of(Keys.ofSm2()).make();
        bind(Desk.of(port, "bidder1"), made);
        Desk other = Desk.of(port, "bidder2");

        assertThat(other.send(other.request("/api/certificates/" + made.serial().toString(16))
                                .DELETE())
                        .status())
                .isEqualTo(404);
        assertThat(login(made).status()).isEqualTo(200);
    }

    @Test
    void responderThatIsSilentIsReplacedByTheList() {
        responder().silent = true;
        Instant now = clock.instant();
        Made good = of(Keys.ofSm2()).make();
        Made bad = of(Keys.ofSm2()).make();
        responder().list = Issue.list(authority, now.minusSeconds(60), now.plus(Duration.ofDays(1)), bad);
        long began = System.nanoTime();

        assertThat(bind(Desk.of(port, "bidder1"), good).status()).isEqualTo(200);
        assertThat(bind(Desk.of(port, "bidder1"), bad).code()).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(responder().questions.get())
                .as("a silent responder is not asked at once again")
                .isEqualTo(1);
    }

    @Test
    void silentResponderWithoutAListMeansNo() {
        responder().silent = true;

        assertThat(bind(Desk.of(port, "bidder1"), of(Keys.ofSm2()).make()).code())
                .isEqualTo("CERTIFICATE_OCSP_UNAVAILABLE");
    }

    @Test
    void answerOfAnotherSignerOrOfYesterdayIsNoAnswer() {
        responder().signer = Keys.ofSm2();
        assertThat(bind(Desk.of(port, "bidder1"), of(Keys.ofSm2()).make()).code())
                .isEqualTo("CERTIFICATE_OCSP_UNAVAILABLE");

        responder().signer = authority.keys();
        responder().age = Duration.ofDays(1);
        assertThat(bind(Desk.of(port, "bidder1"), of(Keys.ofSm2()).make()).code())
                .isEqualTo("CERTIFICATE_OCSP_UNAVAILABLE");
    }

    @Test
    void responderIsAskedOncePerCertificate() {
        Made made = of(Keys.ofSm2()).make();
        bind(Desk.of(port, "bidder1"), made);
        login(made);
        login(made);

        assertThat(responder().questions.get()).isEqualTo(1);
    }

    @Test
    void listBroughtByHandCountsOnlyWithTheAuthoritysSignature() {
        trust(Keys.ofSm2(), "CRL");
        Instant now = clock.instant();
        Made stranger = Issue.root("CN=Authority " + id, Keys.ofSm2()).make();
        byte[] forged = Issue.list(stranger, now.minusSeconds(60), now.plus(Duration.ofDays(1)));
        byte[] real = Issue.list(authority, now.minusSeconds(60), now.plus(Duration.ofDays(1)));
        Desk keeper = Desk.of(port, "secadmin");
        Made made = of(Keys.ofSm2()).make();

        assertThat(bind(Desk.of(port, "bidder1"), made).code()).isEqualTo("CERTIFICATE_CRL_MISSING");
        assertThat(keeper.post("/api/trust/" + id + "/list", Map.of("list", base64(forged)))
                        .code())
                .isEqualTo("CRL_UNUSABLE");
        Map<String, String> body = Map.of("list", base64(real));
        Desk.Answer look = Desk.of(port, "sysadmin").post("/api/trust/" + id + "/list/look", body);
        assertThat(look.body().at("/checks/0/good").asBoolean()).isTrue();
        assertThat(look.body().path("issuer").asString()).contains("Authority " + id);
        assertThat(look.body().path("count").asInt(-1)).isZero();
        Desk.Answer wanted = Desk.of(port, "sysadmin").post("/api/trust/" + id + "/list", body);
        assertThat(bind(Desk.of(port, "bidder1"), made).code())
                .as("one person alone")
                .isEqualTo("CERTIFICATE_CRL_MISSING");
        confirm(wanted);
        assertThat(bind(Desk.of(port, "bidder1"), made).status()).isEqualTo(200);
        byte[] older = Issue.list(authority, now.minusSeconds(3600), now.plus(Duration.ofDays(1)));
        Desk.Answer again = keeper.post("/api/trust/" + id + "/list", Map.of("list", base64(older)));
        assertThat(again.code()).isEqualTo("CRL_UNUSABLE");
        assertThat(again.body().path("detail").asString()).contains("更旧");
        byte[] over = Issue.list(authority, now.minusSeconds(30), now.minusSeconds(1));
        assertThat(keeper.post("/api/trust/" + id + "/list", Map.of("list", base64(over)))
                        .body()
                        .path("detail")
                        .asString())
                .contains("已过期");
    }

    @Test
    void certificateOfAnotherCompanyDoesNotBind() {
        assertThat(bind(Desk.of(port, "bidder2"), of(Keys.ofSm2()).make()).code())
                .isEqualTo("CERTIFICATE_OF_ANOTHER");
    }

    @Test
    void certificateWithoutItsKeyDoesNotBind() {
        Made made = of(Keys.ofSm2()).make();
        Made stolen = new Made(made.der(), Keys.ofSm2(), made.name(), made.serial());

        assertThat(bind(Desk.of(port, "bidder1"), stolen).status()).isEqualTo(400);
    }

    @Test
    void sealingCertificateDoesNotSignIn() {
        Made made = of(Keys.ofSm2()).usage(KeyUsage.keyEncipherment).make();

        assertThat(bind(Desk.of(port, "bidder1"), made).code()).isEqualTo("CERTIFICATE_WRONG_PURPOSE");
    }

    @Test
    void authorityThatIsStruckOffIsNotTrustedFromThenOn() {
        Made made = of(Keys.ofSm2()).make();
        bind(Desk.of(port, "bidder1"), made);
        assertThat(login(made).status()).isEqualTo(200);
        Desk.Answer wanted = Desk.of(port, "secadmin").put("/api/trust/" + id, struckOff());

        assertThat(activate("secadmin", wanted).code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(login(made).status()).as("wanted by one only").isEqualTo(200);

        confirm(Desk.of(port, "sysadmin").put("/api/trust/" + id, struckOff()));
        assertThat(login(made).status()).isEqualTo(401);
    }

    @Test
    void developmentKeyIsAFileForItsOwnerAndNotInTheDatabase() throws Exception {
        Desk.of(port, "bidder4").withCertificate();

        var file = keyFolder.path().resolve("dev-ca.sm2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(sql.sql("select count(*) from identity.authority where private_key is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
