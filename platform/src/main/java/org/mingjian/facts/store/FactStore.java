package org.mingjian.facts.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.mingjian.facts.Secrecy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the fact table: inserts, the feed, disclosure. */
@Repository
public class FactStore {

    private static final String COLUMNS =
            "f.id, coalesce(p.position, 0) as position, f.stream, f.seq, f.kind, f.at, f.secrecy, f.digest, f.content,"
                    + " d.fact is not null as disclosed ";
    private static final String SOURCE = "from facts.fact f left join facts.position p on p.fact = f.id"
            + " left join facts.disclosure d on d.fact = f.id ";

    /** A row as stored: content is canonical JSON for public facts and SM4-GCM of it for the others. */
    public record Row(
            long id,
            long position,
            String stream,
            long seq,
            String kind,
            Instant at,
            Secrecy secrecy,
            byte[] digest,
            byte[] content,
            boolean disclosed) {

        /** Whether the content was erased as the law demands; its digest stays. */
        public boolean erased() {
            return content == null;
        }
    }

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    FactStore(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    /**
     * Takes the next numbers of streams, so many of each; holds the streams until the transaction ends. Streams are
     * taken in one order everywhere, so that two writers of the same streams cannot deadlock.
     *
     * @return the last number taken of each stream
     */
    public Map<String, Long> advance(SortedMap<String, Integer> counts) {
        Map<String, Long> last = new HashMap<>();
        jdbc.query(
                "insert into facts.stream (stream, head) select u.stream, u.count"
                        + " from unnest(?::text[], ?::bigint[]) with ordinality as u(stream, count, n) order by u.n"
                        + " on conflict (stream) do update set head = facts.stream.head + excluded.head"
                        + " returning stream, head",
                statement -> {
                    Connection connection = statement.getConnection();
                    statement.setArray(1, array(connection, "text", counts.keySet().stream()));
                    statement.setArray(
                            2,
                            array(connection, "bigint", counts.values().stream().map(Integer::longValue)));
                },
                row -> {
                    last.put(row.getString("stream"), row.getLong("head"));
                });
        return last;
    }

    /** Inserts rows of one moment, queued for the sequencer as one entry; answers their ids in the same order. */
    public List<Long> insert(List<Row> rows) {
        return jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement("with added as (insert into facts.fact"
                    + " (stream, seq, kind, at, secrecy, digest, content)"
                    + " select u.stream, u.seq, u.kind, ?::timestamptz, u.secrecy, u.digest, u.content"
                    + " from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])"
                    + " with ordinality as u(stream, seq, kind, secrecy, digest, content, n)"
                    + " order by u.n returning id),"
                    + " queued as (insert into facts.pending (id, facts)"
                    + " select max(id), array_agg(id order by id) from added)"
                    + " select id from added order by id")) {
                statement.setTimestamp(1, Timestamp.from(rows.getFirst().at()));
                statement.setArray(2, array(connection, "text", rows.stream().map(Row::stream)));
                statement.setArray(3, array(connection, "bigint", rows.stream().map(Row::seq)));
                statement.setArray(4, array(connection, "text", rows.stream().map(Row::kind)));
                statement.setArray(5, array(connection, "text", rows.stream().map(r -> r.secrecy()
                        .name())));
                statement.setArray(6, bytes(connection, rows.stream().map(Row::digest)));
                statement.setArray(7, bytes(connection, rows.stream().map(Row::content)));
                try (ResultSet ids = statement.executeQuery()) {
                    return ids(ids);
                }
            }
        });
    }

    private static List<Long> ids(ResultSet ids) throws SQLException {
        List<Long> list = new ArrayList<>();
        while (ids.next()) {
            list.add(ids.getLong(1));
        }
        return list;
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static Array bytes(Connection connection, Stream<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    public List<Row> ofStream(String stream) {
        return sql.sql("select " + COLUMNS + SOURCE + "where f.stream = :stream order by f.seq")
                .param("stream", stream)
                .query(FactStore::row)
                .list();
    }

    public Optional<Row> find(long id) {
        return sql.sql("select " + COLUMNS + SOURCE + "where f.id = :id")
                .param("id", id)
                .query(FactStore::row)
                .optional();
    }

    public Optional<Row> at(long position) {
        return sql.sql("select " + COLUMNS + SOURCE + "where p.position = :position")
                .param("position", position)
                .query(FactStore::row)
                .optional();
    }

    public List<Row> after(long position, int limit) {
        return sql.sql("select " + COLUMNS + "from facts.position p join facts.fact f on f.id = p.fact"
                        + " left join facts.disclosure d on d.fact = f.id"
                        + " where p.position > :position order by p.position limit :limit")
                .param("position", position)
                .param("limit", limit)
                .query(FactStore::row)
                .list();
    }

    public void disclose(List<Long> ids, Instant at, String basis) {
        sql.sql("insert into facts.disclosure (fact, at, basis) select id, :at, :basis from unnest(:ids::bigint[]) id"
                        + " on conflict (fact) do nothing")
                .param("at", Timestamp.from(at))
                .param("basis", basis)
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("position"),
                row.getString("stream"),
                row.getLong("seq"),
                row.getString("kind"),
                row.getTimestamp("at").toInstant(),
                Secrecy.valueOf(row.getString("secrecy")),
                row.getBytes("digest"),
                row.getBytes("content"),
                row.getBoolean("disclosed"));
    }
}
