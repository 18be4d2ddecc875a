package org.mingjian.facts.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** The proof that anybody may take away. */
@PlatformTest
class ProofControllerTest {

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    WebApplicationContext context;

    @Test
    void anybodyTakesTheProofOfAPublicFact() throws Exception {
        long position = record(Secrecy.PUBLIC);

        http().perform(get("/api/facts/{position}/proof", position))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.position").value(position))
                .andExpect(jsonPath("$.content.body.price").value("12"))
                .andExpect(jsonPath("$.proof.hash").value("sm3"))
                .andExpect(jsonPath("$.checkpoint").isString());
    }

    @Test
    void aSealedFactIsProvedWithoutItsContent() throws Exception {
        long position = record(Secrecy.SEALED);

        http().perform(get("/api/facts/{position}/proof", position))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.proof.leaf").isString())
                .andExpect(jsonPath("$.content").doesNotExist());
    }

    @Test
    void anUnknownPositionIsNotFound() throws Exception {
        http().perform(get("/api/facts/{position}/proof", Long.MAX_VALUE))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("FACT_NOT_FOUND"));
    }

    private MockMvc http() {
        return MockMvcBuilders.webAppContextSetup(context).build();
    }

    private long record(Secrecy secrecy) {
        Recorded recorded = transaction.execute(status -> facts.record(NewFact.secret(
                "test:" + UUID.randomUUID(), "test.happened", Actor.SYSTEM, Map.of("price", "12"), secrecy)));
        return facts.evidence(recorded.id(), "fact", Duration.ofSeconds(10)).position();
    }
}
