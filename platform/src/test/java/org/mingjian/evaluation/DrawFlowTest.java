package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.DrawState;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.Draws;
import org.mingjian.evaluation.PanelRoom.Member;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.TradeFact;
import org.mingjian.testing.Desk;
import org.mingjian.testing.DrawParties;
import org.mingjian.testing.OwnerOfDatabase;
import org.mingjian.verifier.Verifier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A draw of experts by three parties: its steps, its failures, its published record. */
@PlatformTest
@Import(PanelRoom.class)
class DrawFlowTest {

    private static final int FLIPS = 200;

    @LocalServerPort
    int port;

    @Autowired
    PanelRoom room;

    @Autowired
    Facts facts;

    @Autowired
    Draws draws;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Environment environment;

    private String requested() {
        String code = room.published(room.lowest());
        assertThat(Desk.of(port, "agency")
                        .post("/api/trades/" + code + "/panel", room.fiveMembers())
                        .status())
                .isEqualTo(200);
        return code;
    }

    private List<Fact> drawFacts(String code) {
        return facts.ofStream("trade:" + code).stream()
                .filter(fact -> fact.kind().startsWith("draw."))
                .toList();
    }

    @Test
    void everyStepMayBeRepeatedAndNobodyIsAskedTwice() {
        String code = requested();
        DrawParties parties = new DrawParties(port, code, "experts");

        for (String party : List.of("supervisor", "tenderer")) {
            assertThat(parties.commit(party).status()).isEqualTo(200);
            assertThat(parties.commit(party).status()).isEqualTo(200);
        }
        for (String party : List.of("tenderer", "supervisor")) {
            assertThat(parties.reveal(party).status()).isEqualTo(200);
            assertThat(parties.reveal(party).status()).isEqualTo(200);
        }

        assertThat(parties.latest().path("state").asString()).isEqualTo("DRAWN");
        assertThat(drawFacts(code))
                .extracting(Fact::kind)
                .containsExactly(
                        "draw.prepared",
                        "draw.pooled",
                        "draw.committed",
                        "draw.committed",
                        "draw.committed",
                        "draw.revealed",
                        "draw.revealed",
                        "draw.revealed",
                        "draw.drawn");
    }

    /** A crash before the commit of a step is a rolled back transaction: nothing in memory carries a draw. */
    @Test
    void stepThatDiesBeforeItsCommitIsDoneAgain() throws SQLException {
        OwnerOfDatabase owner = new OwnerOfDatabase(environment);
        String code = requested();
        DrawParties parties = new DrawParties(port, code, "experts");
        List<Runnable> steps = List.of(
                () -> assertThat(parties.commit("tenderer").status()).isEqualTo(200),
                () -> assertThat(parties.commit("supervisor").status()).isEqualTo(200),
                () -> assertThat(parties.reveal("supervisor").status()).isEqualTo(200),
                () -> assertThat(parties.reveal("tenderer").status()).isEqualTo(200));
        for (Runnable step : steps) {
            int before = drawFacts(code).size();
            owner.run("create or replace function draw.die() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'died'; end $$");
            owner.run("create constraint trigger die after insert or update on draw.seed deferrable initially deferred"
                    + " for each row execute function draw.die()");
            try {
                org.assertj.core.api.Assertions.assertThatThrownBy(step::run).isInstanceOf(AssertionError.class);
            } finally {
                owner.run("drop trigger die on draw.seed");
            }
            assertThat(drawFacts(code)).hasSize(before);
            step.run();
        }
        assertThat(draws.latest(code, DrawPurpose.EXPERTS).map(DrawView::state)).contains(DrawState.DRAWN);
        assertThat(draws.taken(code, DrawPurpose.EXPERTS)).hasSize(4);
    }

    @Test
    void seedThatWasNotCommittedToAndOtherPartiesAreRefused() {
        String code = requested();
        DrawParties parties = new DrawParties(port, code, "experts");
        assertThat(parties.reveal("tenderer").code()).isEqualTo("WRONG_DRAW_STATE");
        parties.commit("tenderer");
        assertThat(parties.reveal("tenderer").code()).isEqualTo("WRONG_DRAW_STATE");
        parties.commit("supervisor");
        Desk tenderer = parties.desk("tenderer");

        assertThat(tenderer.post(parties.path() + "/seed", Map.of("seed", "0".repeat(64)))
                        .code())
                .isEqualTo("WRONG_SEED");
        assertThat(tenderer.post(parties.path() + "/commitment", Map.of("commitment", "0".repeat(64)))
                        .code())
                .isEqualTo("OTHER_COMMITMENT");
        assertThat(Desk.of(port, "bidder1")
                        .post(parties.path() + "/seed", Map.of("seed", "0".repeat(64)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void missingSeedIsNamedInPublicAndTheNextDrawCarriesItsNumber() {
        String code = requested();
        DrawParties parties = new DrawParties(port, code, "experts");
        parties.commit("tenderer");
        parties.commit("supervisor");
        parties.reveal("tenderer");
        assertThat(parties.desk("tenderer")
                        .post("/api/trades/" + code + "/panel/replacements", Map.of())
                        .code())
                .isEqualTo("DRAW_UNDER_WAY");

        sql.sql("update draw.draw set reveal_by = timestamptz '2000-01-01' where trade = :trade")
                .param("trade", code)
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> parties.latest().path("state").asString().equals("ABANDONED"));

        Fact abandoned = drawFacts(code).getLast();
        assertThat(abandoned.kind()).isEqualTo("draw.abandoned");
        assertThat(abandoned.disclosed()).isTrue();
        assertThat(abandoned.body().path("missing").toString()).isEqualTo("[\"supervisor\"]");
        assertThat(parties.desk("tenderer")
                        .post("/api/trades/" + code + "/panel/replacements", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(parties.latest().path("number").asInt()).isEqualTo(2);
        DrawParties.draw(port, code, "experts");
        assertThat(draws.taken(code, DrawPurpose.EXPERTS)).hasSize(4);
    }

    @Test
    void recordIsPublishedAfterTheAwardAndAnyChangeOfItIsFound() {
        String code = room.published(room.lowest());
        Map<String, Object> request = room.fiveMembers();
        PanelRoom.drawn(port, code, request);
        Desk nobody = Desk.stranger(port);
        String address = "/draws/" + code + "/experts/1.json";
        assertThat(nobody.get(address).code()).isEqualTo("DRAW_SEALED");
        Member declining = room.members(port, request).getFirst();
        declining.post("/answer", Map.of("accepts", false, "reason", "出差"));
        long pool = drawFacts(code).stream()
                .filter(fact -> fact.kind().equals(TradeFact.DRAW_POOLED.kind()))
                .findFirst()
                .orElseThrow()
                .id();

        transaction.executeWithoutResult(status -> facts.disclose("trade:" + code, List.of(pool), Actor.SYSTEM, "测试"));
        byte[] record = nobody.get(address).raw().body();

        assertThat(verified(record))
                .contains("\"verdict\":\"GOOD\"")
                .contains("\"check\":\"replacements\",\"ok\":true");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            byte[] changed = record.clone();
            int at = random.nextInt(record.length - 1);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            String answer = verified(changed);
            assertThat(answer)
                    .as("seed %d, byte %d", seed, at)
                    .contains("\"verdict\":\"BAD\"")
                    .contains("\"ok\":false");
        }
        byte[] twice = new byte[record.length * 2];
        System.arraycopy(record, 0, twice, 0, record.length);
        System.arraycopy(record, 0, twice, record.length, record.length);
        assertThat(verified(twice)).contains("\"verdict\":\"BAD\"");
        assertThat(verified(java.util.Arrays.copyOf(record, record.length / 2))).contains("\"verdict\":\"BAD\"");
    }

    private static String verified(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Verifier(new ByteArrayInputStream(file), print, print).run("verify", "-");
        return out.toString(StandardCharsets.UTF_8);
    }
}
