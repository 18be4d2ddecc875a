package org.mingjian.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.mingjian.verifier.Verifier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the platform hands out convinces the verifier, which knows nothing of the platform but the format. */
@PlatformTest
class EvidenceIsVerifiedTest {

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void receiptsConvinceTheVerifier() {
        for (int i = 0; i < 5; i++) {
            Evidence evidence = evidenceOf(Secrecy.PUBLIC, "receipt");

            assertThat(verify(json.writeValueAsBytes(evidence), evidence.platformKey()))
                    .as(out.toString(UTF_8))
                    .isZero();
        }
    }

    /** Whoever keeps the bytes that the platform served holds a file in its only form. */
    @Test
    void receiptsAreServedInCanonicalForm() {
        Evidence evidence = evidenceOf(Secrecy.PUBLIC, "receipt");

        assertThat(new String(json.writeValueAsBytes(evidence), UTF_8))
                .isEqualTo(new String(CanonicalJson.bytes(json.valueToTree(evidence)), UTF_8));
    }

    @Test
    void withheldContentIsStillProven() {
        Evidence evidence = evidenceOf(Secrecy.SEALED, "fact").withoutContent();

        assertThat(verify(json.writeValueAsBytes(evidence), evidence.platformKey()))
                .as(out.toString(UTF_8))
                .isZero();
    }

    @Test
    void changedReceiptDoesNotConvince() {
        String text = json.writeValueAsString(evidenceOf(Secrecy.PUBLIC, "receipt"));
        String key = json.readTree(text).get("platformKey").stringValue();

        assertThat(verify(text.replace("18334233.00", "18334233.01").getBytes(UTF_8), key))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("{\"check\":\"content\",\"ok\":false");
    }

    private Evidence evidenceOf(Secrecy secrecy, String type) {
        byte[] sm3 = Sm3.digest("投标文件".getBytes(UTF_8));
        NewFact fact = new NewFact(
                "test:verified",
                "test.happened",
                Actor.SYSTEM,
                Map.of("price", "18334233.00", "名", "明鉴 \u0001\u001f\u007f\u2028\"\\/€😀"),
                List.of(new FileRef("bid.sealed", 12, Sm3.hex(sm3))),
                secrecy);
        Recorded recorded = transaction.execute(status -> facts.record(fact));
        return facts.evidence(recorded.id(), type, Duration.ofSeconds(10));
    }

    private int verify(byte[] evidence, String key) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return new Verifier(new ByteArrayInputStream(evidence), stream, stream).run("verify", "-", "--key", key);
    }
}
