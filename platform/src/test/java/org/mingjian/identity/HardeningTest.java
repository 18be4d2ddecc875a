package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.CreditCodes;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** 身份鉴别 (GB/T 22239-2019 8.1.4.1) and what an attacker tries at the doors. */
@PlatformTest
class HardeningTest {

    private static final String FIRST = "sesame 2026 open";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Test
    void anInitialPasswordOpensNothingButItsChange() {
        RightsDesk desks = new RightsDesk(port);
        String login = RightsDesk.fresh("n");
        Desk.Answer activated = desks.activate(desks.proposeAccount(
                login, RightsDesk.Person.anybody(), desks.organisation("明州市公共资源交易中心"), Map.of("role", "CENTRE_STAFF")));
        String initial = activated.body().path("initialPassword").asString();
        Desk first = Desk.of(port, login, initial);

        assertThat(first.get("/api/trades").code()).isEqualTo("MUST_CHANGE_FIRST");
        assertThat(change(first, initial, RightsDesk.OWN).status()).isEqualTo(200);
        assertThat(first.get("/api/me").status()).isEqualTo(401);
        assertThat(Desk.of(port, login, RightsDesk.OWN).get("/api/trades").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short 1",
                "onlyletterslong",
                "1234567890123",
                "Password2026",
                "1qaz2wsx3edc",
                "admin12345678",
                "aaaaaaaaaaa1",
                "Qwerty123456"
            })
    void aWeakPasswordIsRefused(String weak) {
        Desk bidder = Desk.of(port, bidder(), FIRST);

        assertThat(change(bidder, FIRST, weak).code()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aPasswordMadeOfTheLoginIsRefused() {
        String login = bidder();

        assertThat(change(Desk.of(port, login, FIRST), FIRST, login + "7")
                        .body()
                        .path("detail")
                        .asString())
                .contains("登录名");
    }

    @Test
    void noneOfTheLastFivePasswordsComesAgain() {
        String login = bidder();
        String present = FIRST;
        for (int i = 1; i <= 4; i++) {
            String next = "different words " + i;
            assertThat(change(Desk.of(port, login, present), present, next).status())
                    .isEqualTo(200);
            present = next;
        }

        Desk desk = Desk.of(port, login, present);
        assertThat(change(desk, present, FIRST).body().path("detail").asString())
                .contains("5 次");
        assertThat(change(desk, present, present).status()).isEqualTo(400);
        assertThat(change(desk, "not the present 1", "quite new words 9").code())
                .isEqualTo("WRONG_PASSWORD");
    }

    @Test
    void ofTwoPasswordChangesAtOnceOneWins() throws Exception {
        String login = bidder();
        Desk one = Desk.of(port, login, FIRST);
        Desk other = Desk.of(port, login, FIRST);

        List<Integer> answers = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> both = List.of(
                    () -> change(one, FIRST, "first of the two 1").status(),
                    () -> change(other, FIRST, "second of the two 2").status());
            for (var done : pool.invokeAll(both)) {
                answers.add(done.get());
            }
        }

        assertThat(answers).containsOnlyOnce(200);
        long works = List.of("first of the two 1", "second of the two 2").stream()
                .filter(password -> Desk.stranger(port)
                                .post("/api/login", Map.of("login", login, "password", password))
                                .status()
                        == 200)
                .count();
        assertThat(works).isEqualTo(1);
    }

    @Test
    void sessionsAreListedAndEndedFromAfar() {
        String login = bidder();
        Desk here = Desk.of(port, login, FIRST);
        Desk there = Desk.of(port, login, FIRST);
        JsonNode sessions = here.get("/api/sessions").body();
        assertThat(sessions.size()).isEqualTo(2);
        String other = "";
        for (JsonNode one : sessions) {
            assertThat(one.path("address").asString()).isEqualTo("127.0.0.1");
            other = one.path("present").asBoolean() ? other : one.path("id").asString();
        }

        Desk stranger = Desk.of(port, bidder(), FIRST);
        assertThat(delete(stranger, "/api/sessions/" + other).code()).isEqualTo("SESSION_NOT_FOUND");
        assertThat(delete(here, "/api/sessions/" + other).status()).isEqualTo(200);

        assertThat(there.get("/api/me").status()).isEqualTo(401);
        assertThat(here.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void anIdleAndAnOldSessionEnd() {
        String login = bidder();
        Desk idle = Desk.of(port, login, FIRST);
        age(login, "seen_at = seen_at - interval '31 minutes'");
        assertThat(idle.get("/api/me").status()).isEqualTo(401);

        Desk old = Desk.of(port, login, FIRST);
        age(login, "created_at = created_at - interval '13 hours'");
        assertThat(old.get("/api/me").status()).isEqualTo(401);
    }

    private void age(String login, String how) {
        sql.sql("update identity.session set " + how
                        + " where account = (select id from identity.account where login = :login)")
                .param("login", login)
                .update();
    }

    @Test
    void aSessionThatTheBrowserBroughtAlongIsWorthNothingAfterLogin() throws Exception {
        String login = bidder();
        String planted = "A".repeat(43);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/login"))
                                .header("Content-Type", "application/json")
                                .header("X-Requested-With", "test")
                                .header("Cookie", "mj_session=" + planted)
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"login\":\"" + login + "\",\"password\":\"" + FIRST + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).doesNotContain(planted).contains("HttpOnly", "SameSite=Strict");
        HttpResponse<String> withPlanted = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/me"))
                                .header("Cookie", "mj_session=" + planted)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(withPlanted.statusCode()).isEqualTo(401);
    }

    @Test
    void signingInAnewEndsTheSessionThisBrowserHad() {
        String login = bidder();
        Desk before = Desk.of(port, login, FIRST);

        before.post("/api/login", Map.of("login", login, "password", FIRST));

        assertThat(before.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void fromOneAddressTooManyFailuresWaitWhateverTheAccount() throws Exception {
        HttpClient far = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.77"))
                .build();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            answers.add(tries(far, "nobody" + i, "no such password 1"));
        }

        assertThat(answers.subList(0, 30)).containsOnly(401);
        assertThat(answers.get(30)).isEqualTo(429);
        assertThat(tries(far, bidder(), FIRST)).isEqualTo(429);
        assertThat(Desk.of(port, bidder(), FIRST).get("/api/me").status()).isEqualTo(200);
    }

    private int tries(HttpClient client, String login, String password) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/login"))
                                .header("Content-Type", "application/json")
                                .header("X-Requested-With", "test")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/trades", "/trades/none-such", "/api/me", "/api/none-such", "/desk/", "/api/permissions"})
    void strictHeadersAreOnEveryAnswer(String path) {
        // A public page that was asked for before is given out by another door.
        Desk.stranger(port).get(path);
        HttpResponse<byte[]> answer = Desk.stranger(port).get(path).raw();

        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("frame-ancestors 'none'", "base-uri 'none'", "script-src 'self';");
        assertThat(policy).containsAnyOf("default-src 'none'", "object-src 'none'");
        assertThat(policy.replaceAll("style-src[^;]*;", "")).doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
        String html = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(html).doesNotContainPattern("(?i)<script(?![^>]*\\bsrc=)[^>]*>\\s*[^<\\s]");
        assertThat(html).doesNotContainPattern("(?i)\\son(click|load|error)=");
    }

    private static Desk.Answer change(Desk desk, String old, String wanted) {
        return desk.post("/api/password", Map.of("old", old, "wanted", wanted));
    }

    private static Desk.Answer delete(Desk desk, String path) {
        return desk.send(desk.request(path).DELETE());
    }

    private String bidder() {
        String login = RightsDesk.fresh("h");
        Desk.Answer answer = Desk.stranger(port)
                .post(
                        "/api/register",
                        Map.of(
                                "organisation",
                                "测试公司" + login,
                                "creditCode",
                                CreditCodes.any(),
                                "regionCode",
                                "990100",
                                "login",
                                login,
                                "name",
                                "测试",
                                "password",
                                FIRST,
                                "roles",
                                List.of("BIDDER")));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return login;
    }
}
