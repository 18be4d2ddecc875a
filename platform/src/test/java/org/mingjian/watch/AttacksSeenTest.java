package org.mingjian.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Role;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.mingjian.watch.app.CountingAttacks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 入侵防范: attacks are recognised, counted, answered, recorded and shown; who is slowed or shut is told why. */
@PlatformTest
class AttacksSeenTest {

    @LocalServerPort
    int port;

    @Autowired
    CountingAttacks attacks;

    @Autowired
    Facts facts;

    @Autowired
    Accounts accounts;

    @Autowired
    InstantSource clock;

    /** A person sees words and not JSON; what is said is escaped, whoever wrote it. */
    @Test
    void whoOpenedAPageIsRefusedByAPage() {
        Desk visitor = Desk.stranger(port);
        Desk.Answer answer = visitor.send(visitor.request("/trades?q=%3Cscript%3Ealert(1)")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .GET());

        String page = new String(answer.raw().body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page).contains("<h1>请求未予受理</h1>").contains("脚本注入").doesNotContain("<script");
    }

    @Test
    void anAttackIsRefusedCountedRecordedAndShown() throws Exception {
        Far attacker = new Far(port, "127.0.7.1");
        for (String path : List.of(
                "/trades?q=1%27%20or%20%271%27=%271",
                "/trades?q=%3Cscript%3Ealert(1)",
                "/notices?q=..%2f..%2fetc/passwd",
                "/api/clock/x?a=%24%7Bjndi:ldap://x%7D")) {
            Far.Answer answer = attacker.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("ATTACK_REFUSED");
            assertThat(answer.body().path("basis").asString()).contains("22239");
            assertThat(answer.body().path("detail").asString()).isNotBlank();
        }

        JsonNode summary =
                Desk.of(port, "secadmin").get("/api/watch/summary?hours=1").body();
        for (String rule : List.of("injection", "scripting", "traversal", "command")) {
            assertThat(count(summary, rule)).as(rule).isPositive();
        }
        assertThat(summary.path("points").size()).isPositive();
        assertThat(summary.path("addresses").valueStream().map(one -> one.path("who")
                        .asString()))
                .contains("127.0.7.1");
        JsonNode lines = Desk.of(port, "secadmin")
                .get("/api/watch/attacks?q=127.0.7.1&rule=injection")
                .body();
        assertThat(lines.path("total").asInt()).isPositive();
        assertThat(lines.path("items").get(0).path("sample").asString()).contains("or");
        assertThat(facts.ofStream("watch:attacks").stream()
                        .filter(fact -> fact.text("address").equals("127.0.7.1"))
                        .map(fact -> fact.text("subject")))
                .contains("injection", "scripting", "traversal", "command");
    }

    @Test
    void whoseAccountAttacksIsShownByName() throws Exception {
        Far attacker = new Far(port, "127.0.7.2");
        String login = account();
        attacker.signIn(login, "sesame 2026 open");

        assertThat(attacker.get("/api/trades?q=x%27%20union%20select%201").code())
                .isEqualTo("ATTACK_REFUSED");
        JsonNode summary =
                Desk.of(port, "auditor").get("/api/watch/summary?hours=1").body();

        assertThat(summary.path("accounts").valueStream().map(one -> one.path("title")
                        .asString()))
                .contains(login);
    }

    @Test
    void failedLoginsAreBruteForceAndAddressesThatAreNotThereAreProbing() throws Exception {
        Far attacker = new Far(port, "127.0.7.3");
        for (int i = 0; i < 12; i++) {
            attacker.signIn("nobody" + i, "wrong password 1");
        }
        for (int i = 0; i < 70; i++) {
            attacker.get("/api/none-such-" + i);
        }

        attacks.flush();

        JsonNode lines = Desk.of(port, "secadmin")
                .get("/api/watch/attacks?q=127.0.7.3")
                .body()
                .path("items");
        assertThat(lines.valueStream().map(one -> one.path("rule").asString())).contains("brute-force", "probing");
    }

    @Test
    void aSlowedAddressIsToldHowLongToWaitAndHealthIsNot() throws Exception {
        Far far = new Far(port, "127.0.7.4");
        String id = barrier("ADDRESS", "127.0.7.4", "SLOW", Duration.ofHours(2));
        Far.Answer last = far.get("/api/permissions");
        for (int i = 0; i < 20 && last.status() != 429; i++) {
            last = far.get("/api/permissions");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Long.parseLong(last.raw().headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 10L);
        assertThat(last.body().path("detail").asString()).contains("扫描");
        assertThat(last.body().path("basis").asString()).contains("22239");
        for (int i = 0; i < 30; i++) {
            assertThat(far.get("/api/clock").status()).isEqualTo(200);
        }
        lift(id);
        assertThat(far.get("/api/platform").status()).isEqualTo(200);
    }

    @Test
    void toShutAnAccountTakesASecondPersonAndTheOneShutIsToldWhy() throws Exception {
        String login = account();
        Far bidder = new Far(port, "127.0.7.5");
        bidder.signIn(login, "sesame 2026 open");
        assertThat(bidder.get("/api/me").status()).isEqualTo(200);

        String id = barrier("ACCOUNT", login, "SHUT", Duration.ofHours(1));
        assertThat(bidder.get("/api/me").status())
                .as("one person alone shuts nobody")
                .isEqualTo(200);
        assertThat(Desk.of(port, "secadmin")
                        .post("/api/watch/barriers/" + id + "/confirm", Map.of())
                        .code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(Desk.of(port, "sysadmin")
                        .post("/api/watch/barriers/" + id + "/confirm", Map.of())
                        .status())
                .isEqualTo(200);

        // What was read just before may hold for one more second.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bidder.get("/api/trades").status() == 403);
        Far.Answer shut = bidder.get("/api/trades");
        assertThat(shut.code()).isEqualTo("SHUT_OUT");
        assertThat(shut.body().path("detail").asString()).contains("扫描", "交易中心", "至");
        assertThat(facts.ofStream("watch:barriers"))
                .anyMatch(fact -> fact.kind().equals("barrier.refused")
                        && fact.text("subject").equals(login));

        lift(id);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bidder.get("/api/me").status() == 200);
        assertThat(facts.ofStream("watch:barriers").stream()
                        .filter(fact -> fact.text("barrier").equals(id))
                        .map(fact -> fact.kind()))
                .containsExactly("barrier.set", "barrier.confirmed", "barrier.lifted");
    }

    @Test
    void aSlowedAccountCanStillWorkByHand() throws Exception {
        String login = account();
        Far bidder = new Far(port, "127.0.7.6");
        bidder.signIn(login, "sesame 2026 open");
        String id = barrier("ACCOUNT", login, "SLOW", Duration.ofHours(1));

        for (int i = 0; i < 8; i++) {
            assertThat(bidder.get("/api/me").status()).isEqualTo(200);
        }
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            refused += bidder.get("/api/me").status() == 429 ? 1 : 0;
        }

        assertThat(refused).isPositive();
        lift(id);
    }

    @Test
    void aShutAddressIsRefusedUntilItsEnd() throws Exception {
        Far far = new Far(port, "127.0.7.7");
        String id = barrier("ADDRESS", "127.0.7.7", "SHUT", Duration.ofMinutes(30));

        assertThat(far.get("/").status()).isEqualTo(403);
        assertThat(far.get("/api/me").code()).isEqualTo("SHUT_OUT");
        assertThat(far.get("/api/platform").status()).isEqualTo(200);
        lift(id);
        assertThat(far.get("/").status()).isEqualTo(200);
    }

    @Test
    void aBarrierNeedsAnEndWithinThirtyDaysAndAReason() {
        Desk security = Desk.of(port, "secadmin");
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                wanted("ADDRESS", "192.0.2.9", "SHUT", Duration.ofDays(31), "扫描"),
                wanted("ADDRESS", "192.0.2.9", "SHUT", Duration.ofMinutes(-1), "扫描"),
                wanted("ACCOUNT", "no-such-login", "SLOW", Duration.ofHours(1), "扫描"))) {
            assertThat(security.post("/api/watch/barriers", bad).status()).isEqualTo(400);
        }
        assertThat(security.post(
                                "/api/watch/barriers", wanted("ADDRESS", "192.0.2.9", "SHUT", Duration.ofHours(1), " "))
                        .status())
                .isEqualTo(400);
        assertThat(Desk.of(port, "sysadmin")
                        .post("/api/watch/barriers", wanted("ADDRESS", "192.0.2.9", "SHUT", Duration.ofHours(1), "扫描"))
                        .status())
                .isEqualTo(403);
    }

    private Map<String, Object> wanted(String target, String subject, String measure, Duration time, String why) {
        return Map.of(
                "target", target,
                "subject", subject,
                "measure", measure,
                "until", clock.instant().plus(time).toString(),
                "reason", why);
    }

    private String barrier(String target, String subject, String measure, Duration time) {
        Desk.Answer made = Desk.of(port, "secadmin")
                .post("/api/watch/barriers", wanted(target, subject, measure, time, "自动扫描本平台"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return made.body().path("id").asString();
    }

    private void lift(String id) {
        assertThat(Desk.of(port, "secadmin")
                        .post("/api/watch/barriers/" + id + "/lift", Map.of("reason", "已停止"))
                        .status())
                .isEqualTo(200);
    }

    private String account() {
        String login = "w" + UUID.randomUUID().toString().substring(0, 8);
        accounts.add(new Accounts.NewAccount(login, "被测", "sesame 2026 open", java.util.Set.of(Role.BIDDER), null));
        return login;
    }

    private static long count(JsonNode summary, String rule) {
        return summary.path("rules")
                .valueStream()
                .filter(one -> one.path("rule").asString().equals(rule))
                .findFirst()
                .orElseThrow()
                .path("count")
                .asLong();
    }
}
