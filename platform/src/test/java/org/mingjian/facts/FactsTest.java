package org.mingjian.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
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

    @Autowired
    Environment settings;

    /** As the owner of the tables, whom the database's rights do not bind. */
    private JdbcClient owner() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.getRequiredProperty("mingjian.db.url"));
        source.setUser(settings.getRequiredProperty("mingjian.db.user"));
        source.setPassword(settings.getRequiredProperty("mingjian.db.password"));
        return JdbcClient.create(source);
    }

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
    void theOwnerOfTheTablesCannotChangeOrDeleteAFact() {
        Recorded fact = record(stream(), Map.of(), Secrecy.PUBLIC);
        facts.evidence(fact.id(), "fact", Duration.ofSeconds(10));

        for (String attempt : changes(fact)) {
            assertThatThrownBy(() -> owner().sql(attempt).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("insert-only");
        }
    }

    @Test
    void thePlatformItselfHasNoRightToChangeTheRecordOrItsTables() {
        Recorded fact = record(stream(), Map.of(), Secrecy.PUBLIC);
        facts.evidence(fact.id(), "fact", Duration.ofSeconds(10));
        List<String> attempts = new ArrayList<>(changes(fact));
        attempts.addAll(List.of(
                "update facts.fact set content = null where id = " + fact.id(),
                "delete from facts.disclosure",
                "update facts.node set hash = ''::bytea",
                "alter table facts.fact disable trigger insert_only",
                "drop trigger insert_only on facts.fact",
                "create trigger mine before insert on facts.fact for each row execute function facts.refuse_change()",
                "create or replace function facts.refuse_change() returns trigger language plpgsql"
                        + " as 'begin return new; end'",
                "drop table facts.fact",
                "create table facts.other (n int)",
                "set session_replication_role = replica",
                "set role " + settings.getRequiredProperty("mingjian.db.user")));

        // PostgreSQL answers this with a warning, and grants nothing.
        sql.sql("grant update on facts.fact to current_user").update();
        for (String attempt : attempts) {
            assertThatThrownBy(() -> sql.sql(attempt).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .satisfies(refused -> assertThat(((SQLException) refused).getSQLState())
                            .as(refused.getMessage())
                            .isEqualTo("42501"));
        }
        assertThat(facts.find(fact.id())).isPresent();
    }

    private static List<String> changes(Recorded fact) {
        return List.of(
                "update facts.fact set kind = 'test.never' where id = " + fact.id(),
                "delete from facts.fact where id = " + fact.id(),
                "update facts.position set leaf = ''::bytea where fact = " + fact.id(),
                "delete from facts.checkpoint",
                "truncate facts.fact cascade");
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
