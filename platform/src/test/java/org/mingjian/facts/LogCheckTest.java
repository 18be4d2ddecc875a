package org.mingjian.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a database administrator changes behind the platform's back is found, and named. */
@PlatformTest
class LogCheckTest {

    @Autowired
    LogCheck check;

    @Autowired
    Facts facts;

    @Autowired
    Readers readers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Value("${mingjian.db.url}")
    String url;

    @Value("${mingjian.db.password}")
    String password;

    /** @return its position */
    private long placed(Secrecy secrecy) {
        Recorded fact = transaction.execute(status -> facts.record(NewFact.secret(
                "test:" + UUID.randomUUID(), "test.happened", Actor.SYSTEM, Map.of("price", "1.00"), secrecy)));
        long position =
                facts.evidence(fact.id(), "fact", Duration.ofSeconds(10)).position();
        // No reader may see what a test changes for a moment.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> readers.names().stream()
                .allMatch(name -> readers.position(name) >= position));
        return position;
    }

    /** As the owner of the server, whom no trigger and no grant binds. */
    private void behindItsBack(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void anUntouchedLogHasNoProblem() {
        long position = placed(Secrecy.SEALED);

        LogCheck.Report report = check.run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.size()).isGreaterThanOrEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digest | fact | content = convert_to(replace(convert_from(content, 'UTF8'), '1.00', '2.00'), 'UTF8')",
                "row | fact | kind = 'test.improved'",
                "leaf | fact | at = at + interval '1 second'",
                "leaf | fact | digest = decode(repeat('00', 32), 'hex')",
                "checkpoint.root | checkpoint | root = decode(repeat('00', 32), 'hex')",
                "checkpoint.signature | checkpoint | note = replace(note, 'mingjian', 'mingjiam')",
                "node | node | hash = decode(repeat('00', 32), 'hex')",
            })
    void aChangedRowIsFound(String name, String table, String change) throws SQLException {
        long position = placed(Secrecy.PUBLIC);
        if (table.equals("node")) {
            fillATile(position);
        }
        String where =
                switch (table) {
                    case "fact" -> "where id = (select fact from facts.position where position = " + position + ")";
                    case "checkpoint" -> "where size = (select max(size) from facts.checkpoint)";
                    default -> "where level = 1 and index = 0";
                };
        behindItsBack(
                "drop table if exists public.kept",
                "create table public.kept as select * from facts." + table + " " + where,
                "update facts." + table + " set " + change + " " + where);
        try {
            assertThat(check.run().problems())
                    .extracting(LogCheck.Problem::check)
                    .contains(name);
        } finally {
            behindItsBack(
                    "delete from facts." + table + " " + where,
                    "insert into facts." + table + (table.equals("fact") ? " overriding system value" : "")
                            + " select * from public.kept",
                    "drop table public.kept");
        }
        assertThat(check.run().problems()).isEmpty();
    }

    private void fillATile(long position) {
        if (position <= 256) {
            List<NewFact> many = LongStream.range(position, 258)
                    .mapToObj(n -> NewFact.open("test:" + UUID.randomUUID(), "test.happened", Actor.SYSTEM, Map.of()))
                    .toList();
            List<Recorded> written = transaction.execute(status -> facts.recordAll(many));
            facts.evidence(written.getLast().id(), "fact", Duration.ofSeconds(10));
        }
    }

    @Test
    void aRemovedFactIsFound() throws SQLException {
        long position = placed(Secrecy.PUBLIC);
        placed(Secrecy.PUBLIC);
        behindItsBack(
                "create table public.gone as select * from facts.position where position = " + position,
                "delete from facts.position where position = " + position);
        try {
            assertThat(check.run().problems())
                    .extracting(LogCheck.Problem::check)
                    .contains("position", "queue", "checkpoint.root");
        } finally {
            behindItsBack("insert into facts.position select * from public.gone", "drop table public.gone");
        }
    }

    @Test
    void aStreamWithAMissingNumberIsFound() throws SQLException {
        String stream = "test:" + UUID.randomUUID();
        transaction.executeWithoutResult(
                status -> facts.record(NewFact.open(stream, "test.happened", Actor.SYSTEM, Map.of())));
        behindItsBack("update facts.stream set head = 2 where stream = '" + stream + "'");
        try {
            assertThat(check.run().problems())
                    .anyMatch(problem -> problem.detail().contains(stream));
        } finally {
            behindItsBack("update facts.stream set head = 1 where stream = '" + stream + "'");
        }
    }
}
