package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 待报队列: the numbered lanes to the upper node. A row is never removed; its record may be emptied when it is old. */
@Repository
public class OutboundStore {

    private final JdbcClient sql;

    OutboundStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** How far a record has come. */
    public enum State {
        QUEUED,
        RECEIVED,
        REFUSED,
        ACCEPTED
    }

    /**
     * The newest that was queued of a key.
     *
     * @param fact position of the fact behind it; an older one says nothing new
     * @param standing whether the upper node has it in its ledger and not deleted
     * @param state of that newest
     */
    public record Last(Lane lane, long number, int op, String content, long fact, boolean standing, State state) {}

    /**
     * A record to be queued.
     *
     * @param origin the lower node it came from, or empty
     * @param originNumber its number there
     * @param trade 统一交易标识码, or empty
     */
    public record New(
            DataRecord record,
            List<Wire.File> files,
            String origin,
            long originNumber,
            String trade,
            long fact,
            Instant due) {}

    /** Where feedback about a record has to go on to. */
    public record Origin(String peer, long number, String dataset, String key) {}

    public Optional<Last> last(String dataset, String key) {
        return sql.sql("select s.lane, s.number, s.op, s.content, s.fact, s.standing, o.state from exchange.sent_key s"
                        + " join exchange.outbound o on o.lane = s.lane and o.number = s.number"
                        + " where s.dataset = :dataset and s.key = :key for update of s")
                .param("dataset", dataset)
                .param("key", key)
                .query((row, n) -> new Last(
                        Lane.valueOf(row.getString("lane")),
                        row.getLong("number"),
                        row.getInt("op"),
                        row.getString("content"),
                        row.getLong("fact"),
                        row.getBoolean("standing"),
                        State.valueOf(row.getString("state"))))
                .optional();
    }

    /** Queues with the next number of its lane; the caller's transaction holds the lane until it ends. */
    public long add(Lane lane, New queued, Instant now) {
        long number = sql.sql("update exchange.lane_out set last = last + 1 where lane = :lane returning last")
                .param("lane", lane.name())
                .query(Long.class)
                .single();
        DataRecord record = queued.record();
        String content = Wire.content(record);
        sql.sql("insert into exchange.outbound (lane, number, dataset, key, op, record, digest, content, origin,"
                        + " origin_number, trade, fact, files, day, due, queued_at, state, problems, higher) values (:lane,"
                        + " :number, :dataset, :key, :op, :record, :digest, :content, :origin, :originNumber, :trade,"
                        + " :fact, :files, :day, :due, :now, 'QUEUED', '[]', '')")
                .param("lane", lane.name())
                .param("number", number)
                .param("dataset", record.dataset())
                .param("key", record.key())
                .param("op", record.op())
                .param("record", Json.text(record))
                .param("digest", Wire.digest(record))
                .param("content", content)
                .param("origin", queued.origin())
                .param("originNumber", queued.originNumber())
                .param("trade", queued.trade())
                .param("fact", queued.fact())
                .param("files", Json.text(queued.files()))
                .param("day", InboundStore.day(record))
                .param("due", Timestamp.from(queued.due()))
                .param("now", Timestamp.from(now))
                .update();
        sql.sql("insert into exchange.sent_key (dataset, key, lane, number, op, content, fact, standing) values"
                        + " (:dataset, :key, :lane, :number, :op, :content, :fact, false) on conflict (dataset, key)"
                        + " do update set lane = excluded.lane, number = excluded.number, op = excluded.op,"
                        + " content = excluded.content, fact = excluded.fact")
                .param("dataset", record.dataset())
                .param("key", record.key())
                .param("lane", lane.name())
                .param("number", number)
                .param("op", record.op())
                .param("content", content)
                .param("fact", queued.fact())
                .update();
        sql.sql("update exchange.outbound set settled = true where dataset = :dataset and key = :key"
                        + " and state = 'REFUSED' and not settled")
                .param("dataset", record.dataset())
                .param("key", record.key())
                .update();
        return number;
    }

    /** The first that wait, in order. */
    public List<Wire.Sent> waiting(Lane lane, int limit) {
        return sql.sql("select number, due, record, files from exchange.outbound where lane = :lane"
                        + " and state = 'QUEUED' order by number limit :limit")
                .param("lane", lane.name())
                .param("limit", limit)
                .query((row, n) -> new Wire.Sent(
                        row.getLong("number"),
                        row.getTimestamp("due").toInstant(),
                        Json.record(row.getString("record")),
                        Json.files(row.getString("files"))))
                .list();
    }

    /** Whether a record is with the upper node and its fate is not known. */
    public boolean open(Lane lane) {
        return sql.sql("select exists (select 1 from exchange.outbound where lane = :lane and state = 'RECEIVED')")
                .param("lane", lane.name())
                .query(Boolean.class)
                .single();
    }

    /** The upper node has it on disk, and understood what was sent. */
    public void received(Lane lane, long number, String digest, Instant now) {
        sql.sql("update exchange.outbound set state = 'RECEIVED', received_at = :now where lane = :lane"
                        + " and number = :number and digest = :digest and state = 'QUEUED'")
                .param("lane", lane.name())
                .param("number", number)
                .param("digest", digest)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The upper node has lost what it had, or never had it: everything from a number on goes again. */
    public int again(Lane lane, long from) {
        return sql.sql("update exchange.outbound set state = 'QUEUED', received_at = null where lane = :lane"
                        + " and number >= :from and state <> 'QUEUED' and record <> ''")
                .param("lane", lane.name())
                .param("from", from)
                .update();
    }

    public long cursor(Lane lane) {
        return sql.sql("select cursor from exchange.lane_out where lane = :lane")
                .param("lane", lane.name())
                .query(Long.class)
                .single();
    }

    public long lockCursor(Lane lane) {
        return sql.sql("select cursor from exchange.lane_out where lane = :lane for update")
                .param("lane", lane.name())
                .query(Long.class)
                .single();
    }

    public void move(Lane lane, long cursor) {
        sql.sql("update exchange.lane_out set cursor = :cursor where lane = :lane")
                .param("lane", lane.name())
                .param("cursor", cursor)
                .update();
    }

    /** What the upper node decided. */
    public void decided(Lane lane, long number, boolean good, List<Problem> problems, Instant at) {
        int changed = sql.sql("update exchange.outbound set state = :state, decided_at = :at, problems = :problems,"
                        + " received_at = coalesce(received_at, :at) where lane = :lane and number = :number"
                        + " and state in ('QUEUED', 'RECEIVED')")
                .param("state", good ? "ACCEPTED" : "REFUSED")
                .param("at", Timestamp.from(at))
                .param("problems", Json.text(problems))
                .param("lane", lane.name())
                .param("number", number)
                .update();
        if (changed == 1 && good) {
            sql.sql("update exchange.sent_key s set standing = o.op <> 3 from exchange.outbound o"
                            + " where o.lane = :lane and o.number = :number and s.dataset = o.dataset"
                            + " and s.key = o.key")
                    .param("lane", lane.name())
                    .param("number", number)
                    .update();
        }
    }

    /** What a node above the upper one decided. */
    public void decidedHigher(Lane lane, long number, Wire.Found found) {
        sql.sql("update exchange.outbound set higher = :found where lane = :lane and number = :number")
                .param("found", Json.text(found))
                .param("lane", lane.name())
                .param("number", number)
                .update();
    }

    public Optional<Origin> origin(Lane lane, long number) {
        return sql.sql("select origin, origin_number, dataset, key from exchange.outbound where lane = :lane"
                        + " and number = :number and origin <> ''")
                .param("lane", lane.name())
                .param("number", number)
                .query((row, n) -> new Origin(
                        row.getString("origin"),
                        row.getLong("origin_number"),
                        row.getString("dataset"),
                        row.getString("key")))
                .optional();
    }

    /** Every key that should stand above in a ledger, as it was last accepted. */
    public List<Standing> standing(String book) {
        return sql
                .sql("select distinct on (o.dataset, o.key) o.dataset, o.key, o.content, o.op, o.day"
                        + " from exchange.outbound o where o.lane in (:lanes) and o.state = 'ACCEPTED'"
                        + " order by o.dataset, o.key, o.queued_at desc, o.number desc")
                .param("lanes", lanes(book))
                .query((row, n) -> new Standing(
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getString("content"),
                        row.getString("day"),
                        row.getInt("op") == DataRecord.DELETE))
                .list()
                .stream()
                .filter(one -> !one.deleted())
                .toList();
    }

    static List<String> lanes(String book) {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane.book().equals(book))
                .map(Lane::name)
                .toList();
    }

    /** @param day of the record's time stamp, yyyyMMdd */
    public record Standing(String dataset, String key, String content, String day, boolean deleted) {}
}
