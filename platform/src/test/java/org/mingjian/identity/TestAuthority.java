package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.pki.Issue;
import org.mingjian.pki.Issue.Keys;
import org.mingjian.pki.Issue.Made;
import org.mingjian.pki.Responder;
import org.mingjian.testing.Desk;

/** An authority of our own making with its responder, which two administrators of the platform agreed to trust. */
record TestAuthority(String id, Made made, Responder responder) implements AutoCloseable {

    /** Wanted by the system administrator, confirmed by the security administrator. */
    static TestAuthority trusted(int port, Instant now, Keys keys, String revocation) {
        String id = "ca" + UUID.randomUUID().toString().substring(0, 8);
        Made made = Issue.root("CN=Authority " + id, keys)
                .valid(now.minus(Duration.ofDays(10)), now.plus(Duration.ofDays(3000)))
                .make();
        Responder responder = new Responder(made, now);
        Map<String, Object> request = new HashMap<>(Map.of(
                "name",
                "测试认证机构",
                "certificate",
                base64(made.der()),
                "anchor",
                true,
                "purposes",
                List.of("LOGIN", "SIGN", "SEAL"),
                "revocation",
                revocation,
                "enabled",
                true,
                "basis",
                "电子认证服务许可证"));
        request.put("crlUrl", responder.address("/list"));
        request.put("ocspUrl", responder.address("/ocsp"));
        confirm(port, Desk.of(port, "sysadmin").put("/api/trust/" + id, request));
        return new TestAuthority(id, made, responder);
    }

    /** The second person: what the system administrator wanted, the security administrator confirms. */
    static void confirm(int port, Desk.Answer wanted) {
        assertThat(wanted.status()).as(wanted.body().toString()).isEqualTo(200);
        Desk.Answer confirmed = activate(port, "secadmin", wanted);
        assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
    }

    static Desk.Answer activate(int port, String login, Desk.Answer wanted) {
        String proposal = wanted.body().path("id").asString();
        return Desk.of(port, login).post("/api/proposals/" + proposal + "/activate", Map.of());
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        responder.close();
    }
}
