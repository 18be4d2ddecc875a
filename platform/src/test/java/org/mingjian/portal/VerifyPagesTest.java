package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.InclusionProof;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.portal.domain.ProofSteps;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Verification as an outsider does it. */
@PlatformTest
class VerifyPagesTest {

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    private final String code = "A01-V" + UUID.randomUUID();

    private long record(Secrecy secrecy, FileRef... files) {
        SampleTrades trades = new SampleTrades(facts, transaction);
        return trades.record(new NewFact(
                "trade:" + code,
                "answer.published",
                SampleTrades.AGENCY,
                Map.of("text", "问甲", "answer", "答乙"),
                List.of(files),
                secrecy));
    }

    @Test
    void everyPositionsProofIsComputedAgainStepByStep() {
        long last = 0;
        for (int i = 0; i < 13; i++) {
            last = record(Secrecy.PUBLIC);
        }

        // The newest, over the border of a tile; all that other tests of this process left would be thousands.
        for (long position = Math.max(1, last - 270); position <= last; position++) {
            Evidence evidence = evidence(position);
            assertThat(ProofSteps.of(evidence).holds())
                    .as("position " + position)
                    .isTrue();
        }
    }

    private Evidence evidence(long position) {
        return json.readValue(new Visitor(port).page("/evidence/" + position + ".json"), Evidence.class);
    }

    @Test
    void aChangedProofDoesNotHold() {
        record(Secrecy.PUBLIC);
        Evidence evidence = evidence(record(Secrecy.PUBLIC));
        InclusionProof proof = evidence.proof();
        List<String> path = new ArrayList<>(proof.path());
        path.set(0, proof.leaf());
        InclusionProof changed =
                new InclusionProof(proof.hash(), proof.index(), proof.size(), proof.leaf(), proof.root(), path);

        Evidence forged = new Evidence(
                evidence.type(),
                1,
                evidence.content(),
                evidence.entry(),
                evidence.position(),
                changed,
                evidence.checkpoint(),
                evidence.platformKey());

        assertThat(ProofSteps.of(forged).holds()).isFalse();
    }

    @Test
    void aFactIsFoundByPositionByDigestAndByTheFileItNames() {
        FileRef file = new FileRef(
                "澄清.pdf", 12, UUID.randomUUID().toString().replace("-", "").repeat(2));
        long position = record(Secrecy.PUBLIC, file);
        Visitor visitor = new Visitor(port);
        visitor.until("/verify?q=" + file.sm3(), page -> page.contains("澄清.pdf"));

        String page = visitor.page("/verify?q=" + position);
        String digest = evidence(position).entry().path("digest").asString();

        assertThat(page).contains("证明成立", "发布答疑", "明州正衡招标代理有限公司", "答乙", "/evidence/" + position + ".json");
        assertThat(visitor.page("/verify?q=" + digest)).contains("证明成立", "发布答疑");
        assertThat(visitor.page("/verify?q=" + file.sm3().toUpperCase(Locale.ROOT)))
                .contains("证明成立");
        assertThat(visitor.page("/verify?q=999999999")).contains("没有第 999999999 条");
        assertThat(visitor.page("/verify?q=abc")).contains("请输入存证序号");
    }

    @Test
    void aSealedFactIsProvedByItsDigestAlone() {
        long position = record(Secrecy.SEALED);
        String digest = evidence(position).entry().path("digest").asString();
        Visitor visitor = new Visitor(port);
        visitor.until("/verify?q=" + digest, page -> page.contains("证明成立"));

        String page = visitor.page("/verify?q=" + position);

        assertThat(page).contains("证明成立", "依法尚未公开").doesNotContain("答乙", code, "发布答疑", "招标代理");
        assertThat(evidence(position).content()).isNull();
    }
}
