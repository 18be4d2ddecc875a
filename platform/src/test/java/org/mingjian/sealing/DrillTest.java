package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.ops.PlatformTest;
import org.mingjian.sealing.app.DrillingOpeners;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.JsonNode;

/** 开启演练: a made bid goes the whole way with the platform's real key, and what came of it is on record. */
@PlatformTest
class DrillTest {

    private static final String PATH = "/api/opener-drills";

    @LocalServerPort
    int port;

    @Autowired
    Facts facts;

    private List<JsonNode> duties() {
        List<JsonNode> duties = new ArrayList<>();
        Party.of(port, "sysadmin").get("/api/todo").body().forEach(duty -> {
            if (duty.path("id").asString().equals("opener-drill")) {
                duties.add(duty);
            }
        });
        return duties;
    }

    @Test
    void aDrillPassesEveryStepAndIsAFactAndEndsTheDuty() {
        Party administrator = Party.of(port, "sysadmin");

        Answer held = administrator.post(PATH, Map.of());

        assertThat(held.status()).isEqualTo(200);
        assertThat(held.body().path("passed").asBoolean())
                .as(held.body().toString())
                .isTrue();
        assertThat(held.body().path("steps").size()).isEqualTo(5);
        Fact fact = facts.ofStream("drills:openers").getLast();
        assertThat(fact.kind()).isEqualTo("openers.drilled");
        assertThat(fact.body().path("passed").asBoolean()).isTrue();
        assertThat(administrator.get(PATH).body().at("/items/0/fact").asLong()).isEqualTo(fact.id());
        assertThat(duties()).isEmpty();
    }

    @Test
    void onlyTheSystemAdministratorHoldsAndSeesIt() {
        for (String login : List.of("centre", "supervisor", "agency", "bidder1", "auditor")) {
            assertThat(Party.of(port, login).post(PATH, Map.of()).status())
                    .as(login)
                    .isEqualTo(403);
            assertThat(Party.of(port, login).get(PATH).status()).as(login).isEqualTo(403);
        }
        assertThat(Party.stranger(port).post("/api/ops/openers/drill", Map.of()).status())
                .as("without the word of the data folder")
                .isEqualTo(403);
    }

    @Test
    void itIsHeldOnTheFirstOfEveryMonth() throws NoSuchMethodException {
        Scheduled when = DrillingOpeners.class.getDeclaredMethod("monthly").getAnnotation(Scheduled.class);

        assertThat(when.cron()).contains(":0 40 4 1 * *");
        assertThat(when.zone()).isEqualTo("Asia/Shanghai");
    }
}
