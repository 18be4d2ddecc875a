package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specifications;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system built by others: application, rehearsal, report, two persons, live; and what it may not do before. */
@PlatformTest
class ConnectingTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    SandboxClock sandbox;

    @Autowired
    Specifications specifications;

    @Test
    void fromApplicationToLiveByWhatWasSentAndTwoPersons() throws IOException {
        Desk vendor = Desk.of(port, "agency");
        Desk administrator = Desk.of(port, "sysadmin");
        String at = "/api/exchange/connections/9150";
        OtherSystem trial = applied(vendor, "9150", List.of("500", "503"));

        // Nothing sent: every point is missing, and two persons together cannot admit it.
        JsonNode before = vendor.get(at).body().path("points");
        assertThat(before).isNotEmpty().allMatch(point -> !point.path("passed").asBoolean());
        assertThat(vendor.post(at + "/reports", Map.of()).body().path("passed").asBoolean())
                .isFalse();
        assertThat(administrator.post(at + "/admission", Map.of()).code()).isEqualTo("NOT_CONFORMING");

        List<JsonNode> steps = steps(vendor, at);
        for (JsonNode step : steps.subList(0, steps.size() - 1)) {
            play(trial, step);
        }
        assertThat(missing(vendor, at)).containsExactlyInAnyOrder("503 删除已报的记录", " 取走反馈");
        play(trial, steps.getLast());
        assertThat(trial.feedback(clock.instant())).isEqualTo(200);
        assertThat(missing(vendor, at)).isEmpty();

        JsonNode made = vendor.post(at + "/reports", Map.of()).body();
        assertThat(made.path("passed").asBoolean()).isTrue();
        assertSigned(vendor.get(at + "/reports/1/2").body(), made.path("digest").asString());

        assertThat(duties(administrator, "9150")).containsExactly("提议准入对接系统");
        assertThat(duties(vendor, "9150")).isEmpty();

        // Conforming is not admitted: live is shut until a second person says so.
        assertThat(live(trial).path("problems").toString()).contains("exchange.trial");
        assertThat(vendor.post(at + "/secrets", Map.of("scope", "LIVE")).code()).isEqualTo("NOT_ADMITTED");
        String proposal = administrator
                .post(at + "/admission", Map.of())
                .body()
                .path("proposal")
                .asString();
        assertThat(administrator.post(at + "/admission", Map.of()).code()).isEqualTo("PROPOSAL_WAITING");
        assertThat(administrator
                        .post("/api/proposals/" + proposal + "/activate", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(vendor.post(at + "/secrets", Map.of("scope", "LIVE")).code()).isEqualTo("NOT_ADMITTED");
        assertThat(Desk.of(port, "secadmin")
                        .post("/api/proposals/" + proposal + "/activate", Map.of())
                        .status())
                .isEqualTo(200);

        assertThat(duties(administrator, "9150")).isEmpty();
        assertThat(duties(vendor, "9150")).containsExactly("领取正式密钥");
        OtherSystem admitted = renewed(vendor, at, "LIVE", false);
        assertThat(duties(vendor, "9150")).isEmpty();
        assertThat(live(admitted).path("state").asString()).isEqualTo("ACCEPTED");
        // Of the second channel without saying which: it must not end on the test lane unseen.
        assertThat(live(admitted, 2).path("problems").toString()).contains("exchange.mark");
        assertThat(live(trial).path("problems").toString()).contains("exchange.trial");
    }

    @Test
    void aNewSecretLeavesTheOldOneADayAndStoppingLeavesNone() throws IOException {
        Desk vendor = Desk.of(port, "agency");
        String at = "/api/exchange/connections/9151";
        OtherSystem first = applied(vendor, "9151", List.of("500"));

        OtherSystem second = renewed(vendor, at, "TRIAL", false);
        assertThat(first.feedback(clock.instant())).isEqualTo(200);
        assertThat(second.feedback(clock.instant())).isEqualTo(200);
        sandbox.moveTo(clock.instant().plus(Duration.ofHours(25)));
        vendor = Desk.of(port, "agency");
        assertThat(first.feedback(clock.instant())).isEqualTo(403);
        assertThat(second.feedback(clock.instant())).isEqualTo(200);
        OtherSystem third = renewed(vendor, at, "TRIAL", true);
        assertThat(second.feedback(clock.instant())).isEqualTo(403);
        assertThat(third.feedback(clock.instant())).isEqualTo(200);

        assertThat(vendor.get(at).raw().body()).asString(StandardCharsets.UTF_8).doesNotContain("sm4:");
        assertThat(vendor.post(at + "/stop", Map.of("reason", "系统下线")).status()).isEqualTo(200);
        assertThat(third.feedback(clock.instant())).isEqualTo(403);
        assertThat(vendor.post(at + "/secrets", Map.of("scope", "TRIAL")).code())
                .isEqualTo("CONNECTION_STOPPED");
    }

    @Test
    void nobodyElseSeesTakesOrStopsIt() {
        Desk vendor = Desk.of(port, "agency");
        Desk other = Desk.of(port, "bidder1");
        applied(vendor, "9152", List.of("500"));

        assertThat(other.get("/api/exchange/connections/9152").status()).isEqualTo(404);
        assertThat(other.get("/api/exchange/connections?q=9152")
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(other.post("/api/exchange/connections/9152/stop", Map.of("reason", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(other.post("/api/exchange/connections/9152/secrets", Map.of("scope", "TRIAL"))
                        .status())
                .isEqualTo(404);
        assertThat(other.post("/api/exchange/connections", application("9152", List.of("500")))
                        .code())
                .isEqualTo("CONNECTION_TAKEN");
        assertThat(vendor.post("/api/exchange/connections", application("9153", List.of("599")))
                        .code())
                .isEqualTo("CONNECTION_INVALID");
        assertThat(Desk.of(port, "sysadmin")
                        .get("/api/exchange/connections?q=9152")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    private static Map<String, Object> application(String system, List<String> datasets) {
        return Map.of(
                "system", system,
                "systemName", "某市电子交易系统",
                "contactName", "钱慧",
                "contactPhone", "13800000000",
                "datasets", datasets);
    }

    private OtherSystem applied(Desk vendor, String system, List<String> datasets) {
        Desk.Answer answer = vendor.post("/api/exchange/connections", application(system, datasets));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return OtherSystem.with(port, system, answer.body().path("secret").asString());
    }

    private OtherSystem renewed(Desk vendor, String at, String scope, boolean atOnce) {
        Desk.Answer answer = vendor.post(at + "/secrets", Map.of("scope", scope, "atOnce", atOnce));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return OtherSystem.with(
                port,
                at.substring(at.length() - 4),
                answer.body().path("secret").asString());
    }

    /** What somebody's first page says about a system. */
    private static List<String> duties(Desk desk, String system) {
        List<String> titles = new ArrayList<>();
        for (JsonNode duty : desk.get("/api/todo").body()) {
            if (duty.path("href").asString().equals("/connections/" + system)) {
                titles.add(duty.path("title").asString());
            }
        }
        return titles;
    }

    private static List<String> missing(Desk vendor, String at) {
        List<String> missing = new ArrayList<>();
        for (JsonNode point : vendor.get(at).body().path("points")) {
            if (!point.path("passed").asBoolean()) {
                missing.add(point.path("dataset").asString() + " "
                        + point.path("title").asString());
            }
        }
        return missing;
    }

    private static List<JsonNode> steps(Desk vendor, String at) throws IOException {
        byte[] zip = vendor.get(at + "/kit.zip").raw().body();
        List<JsonNode> steps = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals("steps.jsonl")) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(line -> steps.add(JsonMapper.shared().readTree(line)));
                }
            }
        }
        return steps;
    }

    /** Sends a step as a vendor would and compares the answer with what the kit says. */
    private void play(OtherSystem system, JsonNode step) throws IOException {
        String line = step.path("record").toString();
        String right = system.sign(OtherSystem.stamp(clock.instant()), line.getBytes(StandardCharsets.UTF_8));
        boolean wrong = step.path("signature").asString().equals("wrong");
        var answer = system.json(
                clock.instant(),
                line,
                wrong ? "0".repeat(64) : right,
                step.path("mark").asString());
        if (wrong) {
            assertThat(answer.statusCode()).isEqualTo(403);
            return;
        }
        JsonNode result = OtherSystem.first(answer);
        assertThat(result.path("state").asString())
                .as("%s answered %s", step, result)
                .isEqualTo(step.path("state").asString());
        assertThat(result.path("problems").toString())
                .contains(step.path("rule").asString());
    }

    private JsonNode live(OtherSystem system) throws IOException {
        return live(system, 1);
    }

    private JsonNode live(OtherSystem system, int channel) throws IOException {
        var national = specifications.national();
        DataRecord sample =
                new SampleRecords(national).of(national.dataset("500").orElseThrow(), 77);
        Map<String, Object> record = Map.of(
                "dataset",
                "500",
                "key",
                "9150" + sample.key().substring(4),
                "op",
                1,
                "channel",
                channel,
                "fields",
                sample.fields());
        return OtherSystem.first(
                system.json(clock.instant(), JsonMapper.shared().writeValueAsString(record)));
    }

    private void assertSigned(JsonNode signed, String digest) {
        byte[] report = signed.path("report").asString().getBytes(StandardCharsets.UTF_8);
        byte[] key = Base64.getDecoder()
                .decode(Desk.stranger(port)
                        .get("/api/exchange/node")
                        .body()
                        .path("publicKey")
                        .asString());

        assertThat(Sm3.hex(Sm3.digest(report))).isEqualTo(digest);
        assertThat(Sm2.verify(
                        key,
                        report,
                        Base64.getDecoder().decode(signed.path("signature").asString())))
                .isTrue();
        report[10]++;
        assertThat(Sm2.verify(
                        key,
                        report,
                        Base64.getDecoder().decode(signed.path("signature").asString())))
                .isFalse();
    }
}
