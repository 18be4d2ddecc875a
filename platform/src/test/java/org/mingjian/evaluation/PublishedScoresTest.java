package org.mingjian.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.PanelRoom.handIn;
import static org.mingjian.evaluation.PanelRoom.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.PanelRoom.Begun;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Terms;
import org.mingjian.testing.Desk;
import org.mingjian.verifier.Verifier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** 评分记录 and 证据包 as a stranger fetches them, repeated by the verifier that knows only the format. */
@PlatformTest
@Import(PanelRoom.class)
class PublishedScoresTest {

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    @Autowired
    InstantSource clock;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void scoresArePublishedWithTheCandidatesAndAnybodyComputesThemAgain() {
        String code = evaluated(room.comprehensive());
        assertThat(Desk.stranger(port).get("/scores/" + code + ".json").status())
                .isEqualTo(404);
        assertThat(new String(file("/packages/" + code + ".json"), UTF_8)).doesNotContain("scores.published");

        publish(code);

        byte[] file = file("/scores/" + code + ".json");
        String record = new String(file, UTF_8);
        assertThat(run(file, "score")).as(printed()).isZero();
        assertThat(printed())
                .contains("\"check\":\"score\",\"ok\":true", "\"check\":\"formula\",\"ok\":true")
                .contains("\"check\":\"prices\",\"ok\":true", "\"check\":\"candidates\",\"ok\":true");
        // Five members with 15 and four times 26: ascending, so that no seat can be told by its place.
        assertThat(record).contains("\"plan\":[\"15\",\"26\",\"26\",\"26\",\"26\"]");
        assertThat(record).doesNotContain("seat", "dissent", "inquir");
    }

    @Test
    void packageOfATradeIsVerifiedInOneGo() {
        String code = evaluated(room.withADraw());
        publish(code);

        byte[] whole = file("/packages/" + code + ".json");

        assertThat(run(whole, "verify")).as(printed()).isZero();
        assertThat(printed())
                .contains("\"check\":\"bidsRoot\",\"ok\":true", "\"check\":\"scores: score\",\"ok\":true")
                .contains("\"check\":\"draw " + code + "/coefficients/1: order\",\"ok\":true")
                .contains("\"check\":\"withheld\",\"ok\":null");
        // The pool of the experts stays sealed until the winner is selected; that of the coefficients is public.
        String text = new String(whole, UTF_8).substring(new String(whole, UTF_8).indexOf("\"facts\":["));
        assertThat(text.split("\"kind\":\"draw.pooled\"", -1)).hasSize(2);
    }

    @Test
    void anyChangedByteOfARecordOrPackageIsRefusedByName() {
        String code = evaluated(room.withADraw());
        publish(code);
        // Thousands more, of smaller files, in the verifier's own FlipsTest.
        Map<String, Integer> flips =
                Map.of("/scores/" + code, 60, "/draws/" + code + "/coefficients/1", 60, "/packages/" + code, 20);
        for (String path : flips.keySet()) {
            byte[] good = file(path + ".json");
            Random random = new Random(4);
            for (int i = 0; i < flips.get(path); i++) {
                byte[] changed = good.clone();
                int at = random.nextInt(changed.length - 1);
                changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(8)));
                assertThat(run(changed, "verify")).as("%s byte %d", path, at).isEqualTo(1);
                assertThat(printed()).containsPattern("\"check\":\"[^\"]+\",\"ok\":false");
            }
        }
    }

    private byte[] file(String path) {
        Desk.Answer answer = Desk.stranger(port).get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.raw().body();
    }

    private int run(byte[] input, String command) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return new Verifier(new ByteArrayInputStream(input), stream, stream).run(command, "-");
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private String evaluated(Terms terms) {
        Begun begun = room.begun(port, terms, room.fourBids());
        for (Member member : begun.members()) {
            handIn(member, sheet(begun.bids(), member.number() == 1 ? "15" : "26"));
        }
        Member chair = begun.members().getFirst();
        String digest = chair.post("/report", Map.of()).body().path("digest").asString();
        for (Member member : begun.members()) {
            assertThat(member.post("/signature", Map.of("digest", digest, "password", "mingjian2026"))
                            .status())
                    .isEqualTo(200);
        }
        return begun.code();
    }

    private void publish(String code) {
        Desk.Answer answer = Desk.of(port, "agency")
                .post(
                        "/api/trades/" + code + "/publicity",
                        Map.of("endsAt", clock.instant().plus(Duration.ofDays(6))));
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
    }
}
