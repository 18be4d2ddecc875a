package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.OutgoingRecords;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of built records. One reader writes them, in the order of the facts. */
@Repository
public class OutgoingStore implements OutgoingRecords {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final String COLUMNS =
            "position, dataset, key, op, channel, trade, fields, withheld, gaps, problems, fact, at";

    private final JdbcClient sql;

    OutgoingStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A built record with its findings. */
    public record Row(
            DataRecord record,
            String trade,
            Map<String, String> gaps,
            List<Problem> problems,
            boolean ready,
            long fact,
            java.time.Instant at) {}

    /** The last record of a key: its operation, fields, and whether it went out. */
    public record Last(int op, Map<String, String> fields, boolean ready) {}

    /** Empties all but the keys that were given out. */
    public void reset() {
        sql.sql("delete from exchange.outgoing").update();
        sql.sql("delete from exchange.trade").update();
        sql.sql("delete from exchange.set_aside").update();
    }

    /** A fact that no records can be made of; a person has to look at it. */
    public void setAside(long fact, String trade, String kind, String reason, java.time.Instant at) {
        sql.sql("insert into exchange.set_aside (fact, trade, kind, reason, at) values (:fact, :trade, :kind, :reason,"
                        + " :at) on conflict do nothing")
                .param("fact", fact)
                .param("trade", trade)
                .param("kind", kind)
                .param("reason", Json.plain(reason, 2000))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @param fact its position */
    public record SetAside(long fact, String trade, String kind, String reason, java.time.Instant at) {}

    public List<SetAside> setAside(int page, int size) {
        return sql.sql("select fact, trade, kind, reason, at from exchange.set_aside order by fact desc"
                        + " limit :size offset :from")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> new SetAside(
                        row.getLong("fact"),
                        row.getString("trade"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    public Optional<String> context(String trade) {
        return sql.sql("select context from exchange.trade where code = :code")
                .param("code", trade)
                .query(String.class)
                .optional();
    }

    public void keep(String trade, String context) {
        sql.sql("insert into exchange.trade (code, context) values (:code, :context)"
                        + " on conflict (code) do update set context = excluded.context")
                .param("code", trade)
                .param("context", context)
                .update();
    }

    /** The key of a record, the same for ever: 4 系统编号, dataset, day, serial. */
    public String key(String system, String dataset, String identity, String day) {
        Optional<String> known = sql.sql(
                        "select key from exchange.issued_key where dataset = :dataset and identity = :identity")
                .param("dataset", dataset)
                .param("identity", identity)
                .query(String.class)
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        int serial = sql.sql("insert into exchange.key_counter (dataset, day, last) values (:dataset, :day, 1)"
                        + " on conflict (dataset, day) do update set last = exchange.key_counter.last + 1"
                        + " returning last")
                .param("dataset", dataset)
                .param("day", day)
                .query(Integer.class)
                .single();
        String head = system + dataset + day;
        String key = head + String.format("%0" + (22 - head.length()) + "d", serial);
        sql.sql("insert into exchange.issued_key (dataset, identity, key) values (:dataset, :identity, :key)")
                .param("dataset", dataset)
                .param("identity", identity)
                .param("key", key)
                .update();
        return key;
    }

    /** The newest record of a key that was ready, or else the newest. */
    public Optional<Last> last(String key) {
        return sql.sql("select op, fields, ready from exchange.outgoing where key = :key"
                        + " order by ready desc, position desc limit 1")
                .param("key", key)
                .query((row, n) -> new Last(
                        row.getInt("op"), JSON.readValue(row.getString("fields"), TEXTS), row.getBoolean("ready")))
                .optional();
    }

    /** What was held of a key is not held any more: its reason is gone. */
    public void drop(String key) {
        sql.sql("update exchange.outgoing set newest = false where key = :key and newest")
                .param("key", key)
                .update();
    }

    /** Keeps a record at the next position. */
    public void add(Row row) {
        sql.sql("update exchange.outgoing set newest = false where key = :key and newest")
                .param("key", row.record().key())
                .update();
        sql.sql("insert into exchange.outgoing (position, dataset, key, op, channel, trade, fields, withheld, gaps,"
                        + " problems, ready, newest, fact, at) values ((select coalesce(max(position), 0) + 1 from"
                        + " exchange.outgoing), :dataset, :key, :op, :channel, :trade, cast(:fields as json),"
                        + " cast(:withheld as json), cast(:gaps as json), cast(:problems as json), :ready, true, :fact,"
                        + " :at)")
                .param("dataset", row.record().dataset())
                .param("key", row.record().key())
                .param("op", row.record().op())
                .param("channel", row.record().channel())
                .param("trade", row.trade())
                .param("fields", JSON.writeValueAsString(row.record().fields()))
                .param("withheld", JSON.writeValueAsString(row.record().withheld()))
                .param("gaps", JSON.writeValueAsString(row.gaps()))
                .param("problems", JSON.writeValueAsString(row.problems()))
                .param("ready", row.ready())
                .param("fact", row.fact())
                .param("at", Timestamp.from(row.at()))
                .update();
    }

    @Override
    public List<Outgoing> after(long position, int limit) {
        return sql.sql("select " + COLUMNS + " from exchange.outgoing where ready and position > :position"
                        + " order by position limit :limit")
                .param("position", position)
                .param("limit", limit)
                .query((row, n) -> outgoing(row))
                .list();
    }

    @Override
    public long head() {
        return sql.sql("select coalesce(max(position), 0) from exchange.outgoing")
                .query(Long.class)
                .single();
    }

    @Override
    public List<Held> held(int page, int size) {
        return sql.sql("select " + COLUMNS + " from exchange.outgoing where newest and not ready"
                        + " order by position desc limit :size offset :from")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> held(row))
                .list();
    }

    @Override
    public List<Outgoing> ofTrade(String trade) {
        return sql.sql("select " + COLUMNS + " from exchange.outgoing where trade = :trade and ready order by position")
                .param("trade", trade)
                .query((row, n) -> outgoing(row))
                .list();
    }

    @Override
    public List<Held> heldOfTrade(String trade) {
        return sql.sql("select " + COLUMNS + " from exchange.outgoing where trade = :trade and newest and not ready"
                        + " order by position")
                .param("trade", trade)
                .query((row, n) -> held(row))
                .list();
    }

    private static Outgoing outgoing(ResultSet row) throws SQLException {
        return new Outgoing(
                row.getLong("position"),
                record(row),
                row.getString("trade"),
                row.getLong("fact"),
                row.getTimestamp("at").toInstant());
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getLong("position"),
                record(row),
                row.getString("trade"),
                row.getTimestamp("at").toInstant(),
                JSON.readValue(row.getString("gaps"), TEXTS),
                JSON.readValue(row.getString("problems"), PROBLEMS));
    }

    private static DataRecord record(ResultSet row) throws SQLException {
        String key = row.getString("key");
        return new DataRecord(
                row.getString("dataset"),
                "",
                key,
                row.getInt("op"),
                row.getInt("channel"),
                key.substring(0, 4),
                JSON.readValue(row.getString("fields"), TEXTS),
                JSON.readValue(row.getString("withheld"), TEXTS));
    }
}
