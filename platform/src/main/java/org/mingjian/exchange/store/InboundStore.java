package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came from below, lane by lane in the order of its numbers, and the feedback that waits to be fetched. */
@Repository
public class InboundStore {

    private static final String STAMP = "DATA_TIMESTAMP";

    private final JdbcClient sql;

    InboundStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param next the number that is waited for; {@code checked} the last that has been judged */
    public record State(long next, long checked, long feedback) {}

    /** A record that waits for its check. */
    public record Waiting(long number, DataRecord record, List<Wire.File> files, Instant due) {}

    /** A lane with something to check. */
    public record Busy(String peer, Lane lane) {}

    /** The lane, held until the transaction ends; made when it is new. */
    public State lock(String peer, Lane lane) {
        sql.sql("insert into exchange.lane_in (peer, lane, next, checked, feedback) values (:peer, :lane, 1, 0, 0)"
                        + " on conflict do nothing")
                .param("peer", peer)
                .param("lane", lane.name())
                .update();
        return sql.sql("select next, checked, feedback from exchange.lane_in where peer = :peer and lane = :lane"
                        + " for update")
                .param("peer", peer)
                .param("lane", lane.name())
                .query((row, n) -> new State(row.getLong("next"), row.getLong("checked"), row.getLong("feedback")))
                .single();
    }

    public void expect(String peer, Lane lane, long next) {
        sql.sql("update exchange.lane_in set next = :next where peer = :peer and lane = :lane")
                .param("next", next)
                .param("peer", peer)
                .param("lane", lane.name())
                .update();
    }

    public void checkedTo(String peer, Lane lane, long number) {
        sql.sql("update exchange.lane_in set checked = :number where peer = :peer and lane = :lane")
                .param("number", number)
                .param("peer", peer)
                .param("lane", lane.name())
                .update();
    }

    public Optional<String> digest(String peer, Lane lane, long number) {
        return sql.sql("select digest from exchange.inbound where peer = :peer and lane = :lane and number = :number")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("number", number)
                .query(String.class)
                .optional();
    }

    public void add(String peer, Lane lane, Wire.Sent sent, String digest, Instant now) {
        DataRecord record = sent.record();
        sql.sql("insert into exchange.inbound (peer, lane, number, dataset, key, op, record, digest, content, files,"
                        + " due, received_at, state, problems, warnings) values (:peer, :lane, :number, :dataset, :key,"
                        + " :op, :record, :digest, :content, :files, :due, :now, 'RECEIVED', '[]', '[]')")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("number", sent.n())
                .param("dataset", Json.plain(record.dataset(), 10))
                .param("key", Json.plain(record.key(), 60))
                .param("op", (short) record.op())
                .param("record", Json.text(record))
                .param("digest", digest)
                .param("content", Wire.content(record))
                .param("files", Json.text(sent.files()))
                .param("due", Timestamp.from(sent.due()))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The newest that a peer sent of a key: its content and whether it was refused; for doors without numbers. */
    public Optional<Newest> newest(String peer, Lane lane, String dataset, String key) {
        return sql.sql("select number, digest, state, problems from exchange.inbound where peer = :peer"
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

    public List<Busy> busy() {
        return sql.sql("select distinct peer, lane from exchange.inbound where state = 'RECEIVED' order by lane, peer")
                .query((row, n) -> new Busy(row.getString("peer"), Lane.valueOf(row.getString("lane"))))
                .list();
    }

    /** What was found of one record. */
    public Optional<Newest> decision(String peer, Lane lane, long number) {
        return sql.sql("select number, digest, state, problems from exchange.inbound where peer = :peer"
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

    public List<Waiting> waiting(String peer, Lane lane, int limit) {
        return sql.sql("select number, record, files, due from exchange.inbound where peer = :peer and lane = :lane"
                        + " and state = 'RECEIVED' order by number limit :limit")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("limit", limit)
                .query((row, n) -> new Waiting(
                        row.getLong("number"),
                        Json.record(row.getString("record")),
                        Json.files(row.getString("files")),
                        row.getTimestamp("due").toInstant()))
                .list();
    }

    /** What was found of a record. */
    public record Decision(boolean good, List<Problem> problems, List<Problem> warnings, Instant at) {}

    public void decided(Busy lane, long number, Decision decision) {
        sql.sql("update exchange.inbound set state = :state, checked_at = :at, problems = :problems,"
                        + " warnings = :warnings where peer = :peer and lane = :lane and number = :number")
                .param("state", decision.good() ? "ACCEPTED" : "REFUSED")
                .param("at", Timestamp.from(decision.at()))
                .param("problems", Json.text(decision.problems()))
                .param("warnings", Json.text(decision.warnings()))
                .param("peer", lane.peer())
                .param("lane", lane.lane().name())
                .param("number", number)
                .update();
    }

    /** Puts an entry behind the others of its lane, with the next number. */
    public void tell(String peer, Lane lane, Wire.Found found) {
        long f = sql.sql("update exchange.lane_in set feedback = feedback + 1 where peer = :peer and lane = :lane"
                        + " returning feedback")
                .param("peer", peer)
                .param("lane", lane.name())
                .query(Long.class)
                .single();
        Wire.Found numbered = new Wire.Found(
                f,
                found.n(),
                found.dataset(),
                found.key(),
                found.stage(),
                found.good(),
                found.level(),
                found.at(),
                found.problems(),
                found.warnings());
        sql.sql("insert into exchange.feedback (peer, lane, f, found, at) values (:peer, :lane, :f, :found, :at)")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("f", f)
                .param("found", Json.text(numbered))
                .param("at", Timestamp.from(found.at()))
                .update();
    }

    public List<Wire.Found> feedback(String peer, Lane lane, long after, int limit) {
        return sql.sql("select found from exchange.feedback where peer = :peer and lane = :lane and f > :after"
                        + " order by f limit :limit")
                .param("peer", peer)
                .param("lane", lane.name())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> Json.found(row.getString("found")))
                .list();
    }

    /** The day of a record's time stamp, empty when it has none. */
    static String day(DataRecord record) {
        String stamp = record.value(STAMP);
        return stamp.length() >= 8 ? Json.plain(stamp, 8) : "";
    }
}
