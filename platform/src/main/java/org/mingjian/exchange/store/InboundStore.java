package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came from below, lane by lane in the order of its numbers, and the feedback that waits to be fetched. */
@Repository
public class InboundStore {

    /** Of the records that are held in memory together. */
    static final long MOST_BYTES = 8L << 20;

    private static final String STAMP = "DATA_TIMESTAMP";

    private final JdbcClient sql;

    InboundStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A record that waits for its check. */
    public record Waiting(long number, DataRecord record, String content, List<Wire.File> files, Instant due) {}

    /** A lane with something to check. */
    public record Busy(String peer, Lane lane) {}

    /**
     * Received records {@code i} with what was found of them until {@code :known}, as far as boards ask: {@code
     * ACCEPTED} is what its lane was judged up to and was not refused.
     */
    static final String KNOWN = "(select i.peer, i.lane, i.number, i.dataset, i.key, i.due, i.received_at,"
            + " coalesce(r.problems, '[]') problems, case when r.at <= :known then 'REFUSED'"
            + " when r.at is null and i.number <= u.last then 'ACCEPTED' else 'RECEIVED' end state"
            + " from exchange.inbound i left join exchange.refused r on r.peer = i.peer and r.lane = i.lane"
            + " and r.number = i.number left join (select l.peer, l.lane, (select j.last from exchange.judged j"
            + " where j.peer = l.peer and j.lane = l.lane and j.at <= :known order by j.at desc, j.last desc limit 1)"
            + " last from exchange.lane_judged l) u on u.peer = i.peer and u.lane = i.lane)";

    /** As it stands now, with the refused one's reasons. */
    static final String NOW = "(select i.peer, i.lane, i.number, i.dataset, i.key, i.op, i.digest,"
            + " coalesce(r.problems, '[]') problems, case when r.number is not null then 'REFUSED'"
            + " when i.number <= l.checked then 'ACCEPTED' else 'RECEIVED' end state"
            + " from exchange.inbound i left join exchange.refused r on r.peer = i.peer and r.lane = i.lane"
            + " and r.number = i.number left join exchange.lane_judged l on l.peer = i.peer and l.lane = i.lane)";

    /** Waits until nobody else receives on the lane, until the transaction ends; the number that is waited for. */
    public long lock(String peer, Lane lane) {
        sql.sql("insert into exchange.lane_in (peer, lane, next) values (:peer, :lane, 1) on conflict do nothing")
                .param("peer", peer)
                .param("lane", lane.name())
                .update();
        return sql.sql("select next from exchange.lane_in where peer = :peer and lane = :lane for update")
                .param("peer", peer)
                .param("lane", lane.name())
                .query(Long.class)
                .single();
    }

    public void expect(String peer, Lane lane, long next) {
        sql.sql("update exchange.lane_in set next = :next where peer = :peer and lane = :lane")
                .param("next", next)
                .param("peer", peer)
                .param("lane", lane.name())
                .update();
    }

    /** As {@link #lock} for who judges; the number up to which all have been judged. */
    public long lockJudged(Busy lane) {
        sql.sql("insert into exchange.lane_judged (peer, lane, checked, feedback) values (:peer, :lane, 0, 0)"
                        + " on conflict do nothing")
                .param("peer", lane.peer())
                .param("lane", lane.lane().name())
                .update();
        return sql.sql("select checked from exchange.lane_judged where peer = :peer and lane = :lane for update")
                .param("peer", lane.peer())
                .param("lane", lane.lane().name())
                .query(Long.class)
                .single();
    }

    /** What lies under these numbers: digests by number. */
    public Map<Long, String> digests(String peer, Lane lane, List<Long> numbers) {
        Map<Long, String> digests = new HashMap<>();
        if (!numbers.isEmpty()) {
            sql.sql("select number, digest from exchange.inbound where peer = :peer and lane = :lane"
                            + " and number = any(:numbers)")
                    .param("peer", peer)
                    .param("lane", lane.name())
                    .param("numbers", numbers.toArray(Long[]::new))
                    .query(row -> {
                        digests.put(row.getLong("number"), row.getString("digest"));
                    });
        }
        return digests;
    }

    /** A record that came, with the digests of what was understood. */
    public record Arrived(Wire.Sent sent, Wire.Digests digests) {}

    public void addAll(String peer, Lane lane, List<Arrived> arrived, Instant now) {
        if (arrived.isEmpty()) {
            return;
        }
        sql.sql("insert into exchange.inbound (peer, lane, number, dataset, key, op, record, digest, content, files,"
                        + " due, received_at) select :peer, :lane, a.number, a.dataset, a.key,"
                        + " a.op, a.record, a.digest, a.content, a.files, a.due, :now"
                        + " from unnest(:numbers::bigint[], :datasets::text[], :keys::text[], :ops::int[],"
                        + " :records::text[], :digests::text[], :contents::text[], :files::text[], :dues::timestamptz[])"
                        + " a(number, dataset, key, op, record, digest, content, files, due)")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("numbers", Columns.numbers(arrived, one -> one.sent().n()))
                .param("datasets", texts(arrived, record -> Json.plain(record.dataset(), 10)))
                .param("keys", texts(arrived, record -> Json.plain(record.key(), 60)))
                .param(
                        "ops",
                        Columns.integers(arrived, one -> one.sent().record().op()))
                .param("records", texts(arrived, Json::text))
                .param("digests", Columns.texts(arrived, one -> one.digests().digest()))
                .param("contents", Columns.texts(arrived, one -> one.digests().content()))
                .param(
                        "files",
                        Columns.texts(arrived, one -> Json.text(one.sent().files())))
                .param("dues", Columns.times(arrived, one -> one.sent().due()))
                .param("now", Timestamp.from(now))
                .update();
    }

    private static String[] texts(List<Arrived> arrived, Function<DataRecord, String> text) {
        return Columns.texts(arrived, one -> text.apply(one.sent().record()));
    }

    /** The newest that a peer sent of a key: its content and whether it was refused; for doors without numbers. */
    public Optional<Newest> newest(String peer, Lane lane, String dataset, String key) {
        return sql.sql("select number, digest, state, problems from " + NOW + " n where peer = :peer"
                        + " and lane = :lane and dataset = :dataset and key = :key order by number desc limit 1")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("dataset", Json.plain(dataset, 10))
                .param("key", Json.plain(key, 60))
                .query((row, n) -> new Newest(
                        row.getLong("number"),
                        row.getString("digest"),
                        row.getString("state"),
                        Json.problems(row.getString("problems"))))
                .optional();
    }

    /** @param state {@code RECEIVED}, {@code REFUSED} or {@code ACCEPTED} */
    public record Newest(long number, String digest, String state, List<Problem> problems) {}

    /** Lanes with records that came and have not been judged. */
    public List<Busy> busy() {
        return sql.sql(
                        "select i.peer, i.lane from exchange.lane_in i left join exchange.lane_judged j on j.peer = i.peer"
                                + " and j.lane = i.lane where coalesce(j.checked, 0) < i.next - 1 order by i.lane, i.peer")
                .query((row, n) -> new Busy(row.getString("peer"), Lane.valueOf(row.getString("lane"))))
                .list();
    }

    /** What was found of one record. */
    public Optional<Newest> decision(String peer, Lane lane, long number) {
        return sql.sql("select number, digest, state, problems from " + NOW + " n where peer = :peer"
                        + " and lane = :lane and number = :number")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("number", number)
                .query((row, n) -> new Newest(
                        row.getLong("number"),
                        row.getString("digest"),
                        row.getString("state"),
                        Json.problems(row.getString("problems"))))
                .optional();
    }

    /**
     * The first that wait, in order: at most {@code limit}, and at most some megabytes unless one alone is longer.
     *
     * @param checked up to where all have been judged
     */
    public List<Waiting> waiting(String peer, Lane lane, long checked, int limit) {
        return sql.sql("select number, record, content, files, due from (select f.*,"
                        + " sum(octet_length(record)) over (order by number) bytes, row_number() over (order by number) n"
                        + " from (select number, record, content, files, due from exchange.inbound where peer = :peer"
                        + " and lane = :lane and number > :checked order by number"
                        + " limit :limit) f) w"
                        + " where n = 1 or bytes <= :most order by number")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("checked", checked)
                .param("limit", limit)
                .param("most", MOST_BYTES)
                .query((row, n) -> new Waiting(
                        row.getLong("number"),
                        Json.record(row.getString("record")),
                        row.getString("content"),
                        Json.files(row.getString("files")),
                        row.getTimestamp("due").toInstant()))
                .list();
    }

    /** Why a record was refused. */
    public record Decision(long number, List<Problem> problems) {}

    /** Up to where a lane is judged now, and which of those records are refused. */
    public void judged(Busy lane, long last, List<Decision> refused, Instant now) {
        sql.sql("with up as (update exchange.lane_judged set checked = :last where peer = :peer and lane = :lane)"
                        + " insert into exchange.judged (peer, lane, last, at) values (:peer, :lane, :last, :now)")
                .param("last", last)
                .param("peer", lane.peer())
                .param("lane", lane.lane().name())
                .param("now", Timestamp.from(now))
                .update();
        if (refused.isEmpty()) {
            return;
        }
        sql.sql("insert into exchange.refused (peer, lane, number, at, problems) select :peer, :lane, r.number, :now,"
                        + " r.problems from unnest(:numbers::bigint[], :problems::text[]) r(number, problems)")
                .param("peer", lane.peer())
                .param("lane", lane.lane().name())
                .param("now", Timestamp.from(now))
                .param("numbers", Columns.numbers(refused, Decision::number))
                .param("problems", Columns.texts(refused, one -> Json.text(one.problems())))
                .update();
    }

    /** Puts entries behind the others of their lane with the next numbers, and holds the lane. */
    public void tell(String peer, Lane lane, List<Wire.Found> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        long last = sql.sql("update exchange.lane_judged set feedback = feedback + :count where peer = :peer"
                        + " and lane = :lane returning feedback")
                .param("count", found.size())
                .param("peer", peer)
                .param("lane", lane.name())
                .query(Long.class)
                .single();
        List<Wire.Found> numbered = new ArrayList<>(found.size());
        for (Wire.Found one : found) {
            numbered.add(one.numbered(last - found.size() + 1 + numbered.size()));
        }
        sql.sql("insert into exchange.feedback (peer, lane, f, found, at) select :peer, :lane, n.f, n.found, :now"
                        + " from unnest(:numbers::bigint[], :found::text[]) n(f, found)")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("numbers", Columns.numbers(numbered, Wire.Found::f))
                .param("found", Columns.texts(numbered, Json::text))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Entries behind one, in order: at most {@code limit}, and at most some megabytes unless one alone is longer. */
    public List<Wire.Found> feedback(String peer, Lane lane, long after, int limit) {
        return sql.sql("select found from (select w.*, sum(octet_length(found)) over (order by f) bytes,"
                        + " row_number() over (order by f) n from (select f, found from exchange.feedback"
                        + " where peer = :peer and lane = :lane and f > :after order by f limit :limit) w) w"
                        + " where n = 1 or bytes <= :most order by f")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("after", after)
                .param("limit", limit)
                .param("most", MOST_BYTES)
                .query((row, n) -> Json.found(row.getString("found")))
                .list();
    }

    /** The day of a record's time stamp, empty when it has none. */
    public static String day(DataRecord record) {
        String stamp = record.value(STAMP);
        return stamp.length() >= 8 ? Json.plain(stamp, 8) : "";
    }
}
