package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** 退回的记录: what the upper nodes refused of ours, and what we refused of those below, as far as somebody sees. */
@Repository
public class RefusalStore {

    /** Refused by the upper node, or accepted there and refused further up; not settled, and nothing newer of it. */
    private static final String SENT = " from exchange.outbound o" + Sight.JOIN_SENT
            + " where not o.settled and (o.state = 'REFUSED' or o.higher like '%\"good\":false%' and exists (select 1"
            + " from exchange.sent_key k where k.dataset = o.dataset and k.key = o.key and k.lane = o.lane"
            + " and k.number = o.number)) and (:source = '*' or o.origin = :source)"
            + " and (o.trade like :like or o.key like :like or o.dataset = :text or :text = '')"
            + " and (:dataset = '' or o.dataset = :dataset) and o.lane in (:lanes) and" + Sight.SENT;

    /** Refused here, and the same key did not come right since. */
    private static final String RECEIVED = " from (select i.peer, i.lane, i.number, i.dataset, i.key, i.op, i.due,"
            + " i.received_at, r.at decided_at, r.problems from exchange.refused r join exchange.inbound i"
            + " on i.peer = r.peer and i.lane = r.lane and i.number = r.number) o" + Sight.JOIN_RECEIVED
            + " where not exists (select 1 from exchange.inbound l where l.peer = o.peer"
            + " and l.dataset = o.dataset and l.key = o.key and l.lane = o.lane and l.number > o.number)"
            + " and (:source = '*' or o.peer = :source)"
            + " and (o.key like :like or o.dataset = :text or :text = '')"
            + " and (:dataset = '' or o.dataset = :dataset) and o.lane in (:lanes) and" + Sight.RECEIVED;

    /** Refused for nothing but a record that it hangs on and that does not stand above: nothing to correct in it. */
    private static final String WAITS =
            " (o.problems like '%\"rule\":\"cross.parent\"%' and o.problems !~ :otherRule) ";

    private static final String OTHER_RULE = "\"rule\":\"(?!cross\\.parent\")";

    private final JdbcClient sql;

    RefusalStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What is asked for.
     *
     * @param received what was refused here of those below; else what was refused of ours above
     * @param text begin of a key or trade code, or a dataset; empty for any
     * @param source {@code *} for any, empty for this platform's own
     * @param book {@code real} or {@code test}; empty for both
     */
    public record Asked(boolean received, String text, String source, String dataset, String book, Sight sight) {}

    /**
     * A record that was refused.
     *
     * @param source the node or system it came from, where it has to be corrected; empty for this platform's own
     * @param system 系统编号 that made it
     * @param level code of the node that refused it, when that is not the next one
     */
    public record Refused(
            Lane lane,
            long number,
            String dataset,
            String key,
            int op,
            String source,
            String system,
            String trade,
            Instant due,
            @Nullable Instant decidedAt,
            String level,
            List<Problem> problems) {}

    /** Of those above first what is itself wrong, then what only waits for it; newest first. */
    public List<Refused> refused(Asked asked, int page, int size) {
        String columns = asked.received()
                ? "select o.lane, o.number, o.dataset, o.key, o.op, o.peer source, '' trade, o.due,"
                        + " o.decided_at, o.problems, '' higher" + RECEIVED
                        + " order by o.received_at desc, o.number desc"
                : "select o.lane, o.number, o.dataset, o.key, o.op, o.origin source, o.trade, o.due, o.decided_at,"
                        + " o.problems, o.higher" + SENT + " order by" + WAITS + ", o.queued_at desc, o.number desc";
        return bound(columns + " limit :size offset :from", asked)
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> refused(row))
                .list();
    }

    public long count(Asked asked) {
        return bound("select count(*)" + (asked.received() ? RECEIVED : SENT), asked)
                .query(Long.class)
                .single();
    }

    /** A record by its place on a lane. */
    public record Numbered(Lane lane, long number) {}

    /** How many of those refused above only wait for a record that they hang on. */
    public long waiting(Asked asked) {
        return bound("select count(*)" + SENT + " and" + WAITS, asked)
                .query(Long.class)
                .single();
    }

    /** Those, oldest first: so a record goes before what hangs on it. */
    public List<Numbered> waiting(Asked asked, int most) {
        return bound(
                        "select o.lane, o.number" + SENT + " and" + WAITS + " order by o.lane, o.number limit :most",
                        asked)
                .param("most", most)
                .query((row, n) -> new Numbered(Lane.valueOf(row.getString("lane")), row.getLong("number")))
                .list();
    }

    /**
     * What became of a key.
     *
     * @param state {@code QUEUED}, {@code RECEIVED}, {@code ACCEPTED} or {@code REFUSED}
     */
    public record After(
            Lane lane, long number, String state, @Nullable Instant decidedAt) {}

    /** The newest record of the key of a record, as far as somebody sees. */
    public Optional<After> after(Lane lane, long number, Sight sight) {
        return sight.bind(sql.sql("select n.lane, n.number, case when n.higher like '%\"good\":false%' then 'REFUSED'"
                        + " else n.state end state, n.decided_at from exchange.outbound o"
                        + " join exchange.sent_key k on k.dataset = o.dataset and k.key = o.key"
                        + " join exchange.outbound n on n.lane = k.lane and n.number = k.number" + Sight.JOIN_SENT
                        + " where o.lane = :lane and o.number = :number and" + Sight.SENT))
                .param("lane", lane.name())
                .param("number", number)
                .query((row, n) -> {
                    Timestamp decided = row.getTimestamp("decided_at");
                    return new After(
                            Lane.valueOf(row.getString("lane")),
                            row.getLong("number"),
                            row.getString("state"),
                            decided == null ? null : decided.toInstant());
                })
                .optional();
    }

    /** @param source empty for this platform's own */
    public record Unrepaired(String source, long count, Instant oldest) {}

    /** Refused above before a moment and still not corrected, by source. */
    public List<Unrepaired> unrepaired(Asked asked, Instant before) {
        return bound(
                        "select o.origin source, count(*) count, min(o.decided_at) oldest" + SENT
                                + " and o.decided_at < :before group by 1 order by 1",
                        asked)
                .param("before", Timestamp.from(before))
                .query((row, n) -> new Unrepaired(
                        row.getString("source"),
                        row.getLong("count"),
                        row.getTimestamp("oldest").toInstant()))
                .list();
    }

    private StatementSpec bound(String statement, Asked asked) {
        return asked.sight()
                .bind(sql.sql(statement))
                .param("text", asked.text())
                .param("like", asked.text() + "%")
                .param("source", asked.source())
                .param("dataset", asked.dataset())
                .param("otherRule", OTHER_RULE)
                .param(
                        "lanes",
                        asked.book().isEmpty()
                                ? Arrays.stream(Lane.values()).map(Lane::name).toList()
                                : OutboundStore.lanes(asked.book()));
    }

    private static Refused refused(ResultSet row) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        String higher = row.getString("higher");
        List<Problem> problems = Json.problems(row.getString("problems"));
        String level = "";
        if (problems.isEmpty() && !higher.isEmpty()) {
            Wire.Found found = Json.found(higher);
            problems = found.problems();
            level = found.level();
        }
        String key = row.getString("key");
        return new Refused(
                Lane.valueOf(row.getString("lane")),
                row.getLong("number"),
                row.getString("dataset"),
                key,
                row.getInt("op"),
                row.getString("source"),
                key.substring(0, Math.min(4, key.length())),
                row.getString("trade"),
                row.getTimestamp("due").toInstant(),
                decided == null ? null : decided.toInstant(),
                level,
                problems);
    }
}
