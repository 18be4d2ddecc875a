package org.mingjian.facts.store;

import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mingjian.facts.domain.Frontier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the Merkle log: the queue, positions, upper hashes, checkpoints. */
@Repository
public class LogStore {

    /** Session-independent name of the one sequencer among all nodes on this database. */
    private static final long SEQUENCER_LOCK = 0x4D4A5345L;

    /** A committed fact that has no position yet. */
    public record Waiting(long id, Instant at, byte[] digest) {}

    /** The newest tree head. */
    public record Head(long size, byte[] root, String note) {}

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    LogStore(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    /** True when this transaction is now the only one that may give out positions. */
    public boolean lead() {
        return sql.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", SEQUENCER_LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Takes whole transactions out of the queue, oldest first: at least one, and about {@code limit} facts. */
    public List<Waiting> takeWaiting(int limit) {
        return sql.sql("with taken as (delete from facts.pending where id in"
                        + " (select id from (select id, sum(cardinality(facts)) over (order by id) - cardinality(facts)"
                        + " as before from (select id, facts from facts.pending order by id limit :limit) oldest)"
                        + " counted where before < :limit) returning facts)"
                        + " select f.id, f.at, f.digest from taken cross join unnest(taken.facts) as t(id)"
                        + " join facts.fact f on f.id = t.id order by f.id")
                .param("limit", limit)
                .query((row, n) ->
                        new Waiting(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getBytes("digest")))
                .list();
    }

    public void place(long first, List<Waiting> facts, List<byte[]> leaves) {
        jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement("insert into facts.position (position, fact, leaf)"
                    + " select ? + u.n - 1, u.fact, u.leaf from unnest(?::bigint[], ?::bytea[])"
                    + " with ordinality as u(fact, leaf, n)")) {
                statement.setLong(1, first);
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "bigint", facts.stream().map(Waiting::id).toArray()));
                statement.setArray(3, connection.createArrayOf("bytea", leaves.toArray(byte[][]::new)));
                return statement.executeUpdate();
            }
        });
    }

    public void keep(List<Frontier.Finished> hashes) {
        jdbc.batchUpdate(
                "insert into facts.node (level, index, hash) values (?, ?, ?)",
                hashes,
                hashes.size() + 1,
                (statement, hash) -> {
                    statement.setInt(1, hash.level());
                    statement.setLong(2, hash.index());
                    statement.setBytes(3, hash.hash());
                });
    }

    public void checkpoint(Head head, Instant at) {
        sql.sql("insert into facts.checkpoint (size, root, note, at) values (:size, :root, :note, :at)")
                .param("size", head.size())
                .param("root", head.root())
                .param("note", head.note())
                .param("at", Timestamp.from(at))
                .update();
    }

    public Optional<Head> head() {
        return sql.sql("select size, root, note from facts.checkpoint order by size desc limit 1")
                .query((row, n) -> new Head(row.getLong("size"), row.getBytes("root"), row.getString("note")))
                .optional();
    }

    public Optional<Head> headAt(long size) {
        return sql.sql("select size, root, note from facts.checkpoint where size = :size")
                .param("size", size)
                .query((row, n) -> new Head(row.getLong("size"), row.getBytes("root"), row.getString("note")))
                .optional();
    }

    /** Checkpoints whose size is above {@code from} and at most {@code to}, smallest first. */
    public List<Head> heads(long from, long to) {
        return sql.sql("select size, root, note from facts.checkpoint where size > :from and size <= :to order by size")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new Head(row.getLong("size"), row.getBytes("root"), row.getString("note")))
                .list();
    }

    /** Facts that have no position and do not wait for one: the queue was tampered with. At most 100. */
    public List<Long> outside() {
        return sql.sql(
                        "select f.id from facts.fact f"
                                + " where not exists (select 1 from facts.position p where p.fact = f.id)"
                                + " and not exists (select 1 from facts.pending w where f.id = any (w.facts)) order by f.id limit 100")
                .query(Long.class)
                .list();
    }

    /** Streams whose facts are not numbered 1, 2, … up to the stream's head. At most 100. */
    public List<String> brokenStreams() {
        return sql.sql("select s.stream from facts.stream s left join (select stream, count(*) as n, max(seq) as last,"
                        + " min(seq) as first from facts.fact group by stream) f on f.stream = s.stream"
                        + " where coalesce(f.n, 0) <> s.head or f.last <> s.head or f.first <> 1"
                        + " order by s.stream limit 100")
                .query(String.class)
                .list();
    }

    /** Hashes {@code from} (inclusive) to {@code to} (exclusive) of a tile level, in order. */
    public List<byte[]> hashes(int level, long from, long to) {
        if (level == 0) {
            return sql.sql("select leaf from facts.position where position > :from and position <= :to"
                            + " order by position")
                    .param("from", from)
                    .param("to", to)
                    .query((row, n) -> row.getBytes("leaf"))
                    .list();
        }
        return sql.sql("select hash from facts.node where level = :level and index >= :from and index < :to"
                        + " order by index")
                .param("level", level)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getBytes("hash"))
                .list();
    }

    /** Time and digest of the facts at positions {@code from+1 … to}, for entry bundles. */
    public List<Waiting> entries(long from, long to) {
        return sql.sql("select f.id, f.at, f.digest from facts.position p join facts.fact f on f.id = p.fact"
                        + " where p.position > :from and p.position <= :to order by p.position")
                .param("from", from)
                .param("to", to)
                .query((row, n) ->
                        new Waiting(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getBytes("digest")))
                .list();
    }
}
