package org.mingjian.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Facts on a real database: order, gaps, evidence, insert-only, rebuild. */
@PlatformTest
class FactsTest {

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    private Recorded record(String stream, Object body, Secrecy secrecy) {
        return transaction.execute(
                status -> facts.record(NewFact.secret(stream, "test.happened", Actor.SYSTEM, body, secrecy)));
    }

    private String stream() {
        return "test:" + UUID.randomUUID();
    }

    @Test
    void manyWritersGetPositionsWithoutGap() throws Exception {
        List<Future<Recorded>> writes = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                String stream = "test:gap" + i % 7;
                writes.add(pool.submit(() -> record(stream, Map.of("a", "b"), Secrecy.PUBLIC)));
            }
        }
        for (Future<Recorded> write : writes) {
            facts.evidence(write.get().id(), "fact", Duration.ofSeconds(10));
        }

        var counts = sql.sql("select count(*) as n, min(position) as first, max(position) as last from facts.position")
                .query()
                .singleRow();

        assertThat(counts.get("first")).isEqualTo(1L);
        assertThat(counts.get("last")).isEqualTo(counts.get("n"));
    }

    @Test
    void causeComesBeforeEffect() {
        String stream = stream();
        Recorded cause = record(stream, Map.of("n", 1), Secrecy.PUBLIC);
        Recorded effect = record(stream, Map.of("n", 2), Secrecy.PUBLIC);

        long first = facts.evidence(cause.id(), "fact", Duration.ofSeconds(10)).position();
        long second =
                facts.evidence(effect.id(), "fact", Duration.ofSeconds(10)).position();

        assertThat(first).isLessThan(second);
    }

    @Test
    void rolledBackStateLeavesNoFact() {
        String stream = stream();

        transaction.executeWithoutResult(status -> {
            facts.record(NewFact.open(stream, "test.happened", Actor.SYSTEM, Map.of()));
            status.setRollbackOnly();
        });

        assertThat(facts.ofStream(stream)).isEmpty();
        assertThat(record(stream, Map.of(), Secrecy.PUBLIC).seq()).isEqualTo(1);
    }

    @Test
    void factOutsideATransactionIsABug() {
        assertThatThrownBy(() -> facts.record(NewFact.open(stream(), "test.happened", Actor.SYSTEM, Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void secretContentIsNotInTheDatabaseInTheClear() {
        Recorded fact = record(stream(), Map.of("secret", "七百万零一元"), Secrecy.SEALED);

        byte[] stored = sql.sql("select content from facts.fact where id = :id")
                .param("id", fact.id())
                .query((row, n) -> row.getBytes(1))
                .single();

        assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("七百万零一元");
        assertThat(facts.find(fact.id()).orElseThrow().text("secret")).isEqualTo("七百万零一元");
    }

    @Test
    void aFactCannotBeChangedOrDeleted() {
        Recorded fact = record(stream(), Map.of(), Secrecy.PUBLIC);
        facts.evidence(fact.id(), "fact", Duration.ofSeconds(10));

        for (String attempt : List.of(
                "update facts.fact set kind = 'test.never' where id = " + fact.id(),
                "delete from facts.fact where id = " + fact.id(),
                "update facts.position set leaf = ''::bytea where fact = " + fact.id(),
                "delete from facts.checkpoint",
                "truncate facts.fact cascade")) {
            assertThatThrownBy(() -> sql.sql(attempt).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("insert-only");
        }
    }

    @Test
    void disclosureIsAFactAndOpensTheContent() {
        String stream = stream();
        Recorded secret = record(stream, Map.of("name", "张三"), Secrecy.SEALED);
        assertThat(facts.find(secret.id()).orElseThrow().disclosed()).isFalse();

        Recorded disclosure =
                transaction.execute(status -> facts.disclose(stream, List.of(secret.id()), Actor.SYSTEM, "招标投标法 §37"));

        assertThat(facts.find(secret.id()).orElseThrow().disclosed()).isTrue();
        assertThat(facts.find(disclosure.id()).orElseThrow().text("basis")).isEqualTo("招标投标法 §37");
    }
}
