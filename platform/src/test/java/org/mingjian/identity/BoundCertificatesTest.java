package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.identity.TestAuthority.base64;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.pki.Issue;
import org.mingjian.pki.Issue.Keys;
import org.mingjian.pki.Issue.Made;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the holder of a certificate is told of it, before he binds it, while it is bound and after. */
@PlatformTest
class BoundCertificatesTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    private static Issue of(TestAuthority authority, Instant now) {
        return Issue.to("C=CN,2.5.4.97=91990100MA00000C59,CN=江北建工集团有限公司", Keys.ofSm2())
                .by(authority.made())
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(20)));
    }

    private static Desk.Answer bind(Desk desk, Made made) {
        String challenge = desk.post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();
        byte[] signature = made.keys().sign(("mingjian-bind:" + challenge).getBytes(StandardCharsets.UTF_8));
        return desk.post(
                "/api/certificates/bind",
                Map.of("certificate", base64(made.der()), "challenge", challenge, "signature", base64(signature)));
    }

    private static Desk.Answer look(Desk desk, Made made) {
        return desk.post("/api/certificates/look", Map.of("certificate", base64(made.der())));
    }

    private static String said(Desk.Answer look, String what) {
        return look.body()
                .path("checks")
                .valueStream()
                .filter(one -> one.path("what").asString().equals(what))
                .map(one -> (one.path("good").asBoolean() ? "✓ " : "✗ ")
                        + one.path("words").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void everyCheckIsSaidInWordsBeforeAndAfterTheBinding() {
        try (TestAuthority authority = TestAuthority.trusted(port, clock.instant(), Keys.ofSm2(), "OCSP")) {
            everyCheckIsSaid(authority);
        }
    }

    private void everyCheckIsSaid(TestAuthority authority) {
        Made made = of(authority, clock.instant()).make();
        Desk desk = Desk.of(port, "bidder1");

        Desk.Answer fresh = look(desk, made);
        Desk.Answer other = look(Desk.of(port, "bidder2"), made);
        Made revoked = of(authority, clock.instant()).make();
        authority.responder().revoked.add(revoked.serial().toString(16));
        Made stranger = Issue.root("CN=Nobody", Keys.ofSm2()).make();

        assertThat(fresh.body().path("bindable").asBoolean())
                .as(fresh.body().toString())
                .isTrue();
        assertThat(fresh.body().path("authority").asString()).isEqualTo("测试认证机构");
        assertThat(said(fresh, "有效期")).startsWith("✓").contains("不足 30 天");
        assertThat(said(other, "证书主体")).startsWith("✗").contains("河阳路桥");
        assertThat(said(look(desk, revoked), "吊销状态")).startsWith("✗ 证书已被吊销");
        assertThat(said(look(desk, stranger), "颁发机构与证书链")).startsWith("✗ 自签名证书");
        assertThat(look(desk, stranger).body().path("bindable").asBoolean()).isFalse();

        String serial = made.serial().toString(16);
        assertThat(bind(desk, made).status()).isEqualTo(200);
        assertThat(said(look(desk, made), "绑定情况")).isEqualTo("✗ 已绑定本账户");
        var standing = desk.get("/api/certificates/standing")
                .body()
                .valueStream()
                .filter(one -> one.path("serial").asString().equals(serial))
                .toList();
        assertThat(standing).hasSize(1);
        assertThat(standing.getFirst().path("warning").asString()).contains("请换发");
        assertThat(desk.send(desk.request("/api/certificates/" + serial + "?authority=dev")
                                .DELETE())
                        .status())
                .as("of another authority")
                .isEqualTo(404);
        desk.send(desk.request("/api/certificates/" + serial + "?authority=" + authority.id())
                .DELETE());
        assertThat(said(look(desk, made), "绑定情况")).startsWith("✗ 这张证书的绑定已经解除");
        assertThat(desk.get("/api/certificates/history")
                        .body()
                        .valueStream()
                        .filter(step -> step.path("serial").asString().equals(serial))
                        .map(step -> step.path("title").asString()))
                .containsExactly("解除绑定", "绑定");
    }
}
