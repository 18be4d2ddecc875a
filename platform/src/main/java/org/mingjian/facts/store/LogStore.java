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

    public List<Waiting> takeWaiting(int limit) {
        return sql.sql("with taken as (delete from facts.pending where id in"
                        + " (select id from facts.pending order by id limit :limit) returning id)"
                        + " select f.id, f.at, f.digest from facts.fact f join taken on taken.id = f.id order by f.id")
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
        for (Frontier.Finished hash : hashes) {
            sql.sql("insert into facts.node (level, index, hash) values (:level, :index, :hash)")
                    .param("level", hash.level())
                    .param("index", hash.index())
                    .param("hash", hash.hash())
                    .update();
        }
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
