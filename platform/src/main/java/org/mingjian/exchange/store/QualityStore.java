package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the data officer looks at: failures, boards, differences, the state of the lanes. */
@Repository
public class QualityStore {

    /** 交易 within 10 minutes, 主体、专家、信用、监管 on the same day (运行管理办法 §9). */
    private static final String TIMELY = "(case when dataset ~ '^[1-4][0-9][0-9]$' then"
            + " (coalesce(received_at, :now) at time zone 'Asia/Shanghai')::date"
            + " <= (due at time zone 'Asia/Shanghai')::date"
            + " else coalesce(received_at, :now) - due <= interval '10 minutes' end)";

    private final JdbcClient sql;

    QualityStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A record that was refused.
     *
     * @param origin the lower node it came from, where it has to be corrected; empty for this platform's own
     */
    public record Refused(
            Lane lane,
            long number,
            String dataset,
            String key,
            int op,
            String origin,
            String trade,
            Instant due,
            @Nullable Instant decidedAt,
            List<Problem> problems,
            boolean settled) {}

    /** Not yet settled, newest first. */
    public List<Refused> refused(String text, int page, int size) {
        return sql.sql("select lane, number, dataset, key, op, origin, trade, due, decided_at, problems, settled"
                        + " from exchange.outbound where state = 'REFUSED' and not settled"
                        + " and (dataset = :text or key like :like or trade like :like or :text = '')"
                        + " order by queued_at desc, number desc limit :size offset :from")
                .param("text", text)
                .param("like", text + "%")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> {
                    Timestamp decided = row.getTimestamp("decided_at");
                    return new Refused(
                            Lane.valueOf(row.getString("lane")),
                            row.getLong("number"),
                            row.getString("dataset"),
                            row.getString("key"),
                            row.getInt("op"),
                            row.getString("origin"),
                            row.getString("trade"),
                            row.getTimestamp("due").toInstant(),
                            decided == null ? null : decided.toInstant(),
                            Json.problems(row.getString("problems")),
                            row.getBoolean("settled"));
                })
                .list();
    }

    public long refusedCount(String text) {
        return sql.sql("select count(*) from exchange.outbound where state = 'REFUSED' and not settled"
                        + " and (dataset = :text or key like :like or trade like :like or :text = '')")
                .param("text", text)
                .param("like", text + "%")
                .query(Long.class)
                .single();
    }

    /** A queued record as a whole. */
    public record Whole(
            OutboundStore.State state, boolean settled, String origin, long originNumber, OutboundStore.New queued) {}

    public Optional<Whole> find(Lane lane, long number) {
        return sql.sql("select state, settled, origin, origin_number, trade, fact, files, due, record"
                        + " from exchange.outbound where lane = :lane and number = :number and record <> ''")
                .param("lane", lane.name())
                .param("number", number)
                .query((row, n) -> {
                    DataRecord record = Json.record(row.getString("record"));
                    return new Whole(
                            OutboundStore.State.valueOf(row.getString("state")),
                            row.getBoolean("settled"),
                            row.getString("origin"),
                            row.getLong("origin_number"),
                            new OutboundStore.New(
                                    record,
                                    Json.files(row.getString("files")),
                                    row.getString("origin"),
                                    row.getLong("origin_number"),
                                    row.getString("trade"),
                                    row.getLong("fact"),
                                    row.getTimestamp("due").toInstant()));
                })
                .optional();
    }

    public void settle(Lane lane, long number) {
        sql.sql("update exchange.outbound set settled = true where lane = :lane and number = :number")
                .param("lane", lane.name())
                .param("number", number)
                .update();
    }

    /**
     * One line of a board. Rates follow from these counts: 合格率 good / (good + bad), 及时率 timely / sent, 修复率 mended /
     * broken.
     *
     * @param source the node or system; empty for this platform's own records
     * @param sent records, of which {@code good} were accepted and {@code bad} refused
     * @param broken keys with a refused record, of which {@code mended} were accepted later
     */
    public record Line(
            String source, String dataset, long sent, long good, long bad, long timely, long broken, long mended) {}

    /** Of what this platform sent up. */
    public List<Line> sent(String book, Instant from, Instant now) {
        return lines(new Side("exchange.outbound", "origin", "queued_at"), book, from, now);
    }

    /** Of what came from below. */
    public List<Line> received(String book, Instant from, Instant now) {
        return lines(new Side("exchange.inbound", "peer", "received_at"), book, from, now);
    }

    /** A table of records: its column for the source, and the one for the time. */
    private record Side(String table, String source, String when) {}

    private List<Line> lines(Side side, String book, Instant from, Instant now) {
        String later = "exists (select 1 from " + side.table() + " l where l.dataset = o.dataset and l.key = o.key"
                + " and l." + side.source() + " = o." + side.source()
                + " and l.state = 'ACCEPTED' and l.lane = o.lane and l.number > o.number)";
        return sql.sql("select " + side.source() + " source, dataset, count(*) sent,"
                        + " count(*) filter (where state = 'ACCEPTED') good,"
                        + " count(*) filter (where state = 'REFUSED') bad,"
                        + " count(*) filter (where " + TIMELY + ") timely,"
                        + " count(distinct key) filter (where state = 'REFUSED') broken,"
                        + " count(distinct key) filter (where state = 'REFUSED' and " + later + ") mended"
                        + " from " + side.table() + " o where lane in (:lanes) and " + side.when() + " >= :from"
                        + " group by 1, 2 order by 1, 2")
                .param("lanes", OutboundStore.lanes(book))
                .param("from", Timestamp.from(from))
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Line(
                        row.getString("source"),
                        row.getString("dataset"),
                        row.getLong("sent"),
                        row.getLong("good"),
                        row.getLong("bad"),
                        row.getLong("timely"),
                        row.getLong("broken"),
                        row.getLong("mended")))
                .list();
    }

    /**
     * A lane to the upper node.
     *
     * @param overdue queued records whose time (10 minutes, same day) is over
     * @param oldest when the oldest queued one became due
     */
    public record LaneState(
            Lane lane,
            long last,
            long queued,
            long open,
            long overdue,
            @Nullable Instant oldest) {}

    public List<LaneState> lanes(Instant now) {
        return sql.sql("select l.lane, l.last, count(o.number) filter (where o.state = 'QUEUED') queued,"
                        + " count(o.number) filter (where o.state = 'RECEIVED') open,"
                        + " count(o.number) filter (where o.state = 'QUEUED' and not " + TIMELY + ") overdue,"
                        + " min(o.due) filter (where o.state = 'QUEUED') oldest from exchange.lane_out l"
                        + " left join exchange.outbound o on o.lane = l.lane and o.state in ('QUEUED', 'RECEIVED')"
                        + " group by l.lane, l.last order by l.lane")
                .param("now", Timestamp.from(now))
                .query((row, n) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new LaneState(
                            Lane.valueOf(row.getString("lane")),
                            row.getLong("last"),
                            row.getLong("queued"),
                            row.getLong("open"),
                            row.getLong("overdue"),
                            oldest == null ? null : oldest.toInstant());
                })
                .list();
    }

    /** @param what {@code MISSING} above, {@code EXTRA} above, or {@code DIFFERENT} */
    public record Difference(Lane lane, String dataset, String key, String what, Instant foundAt) {}

    /** Replaces what was found of a ledger before. */
    public void differences(Lane lane, List<Difference> found) {
        sql.sql("delete from exchange.difference where lane = :lane")
                .param("lane", lane.name())
                .update();
        for (Difference one : found) {
            sql.sql(
                            "insert into exchange.difference (lane, dataset, key, what, found_at) values (:lane, :dataset, :key,"
                                    + " :what, :at) on conflict do nothing")
                    .param("lane", lane.name())
                    .param("dataset", one.dataset())
                    .param("key", one.key())
                    .param("what", one.what())
                    .param("at", Timestamp.from(one.foundAt()))
                    .update();
        }
    }

    public List<Difference> differences(int page, int size) {
        return sql.sql("select lane, dataset, key, what, found_at from exchange.difference order by lane, dataset, key"
                        + " limit :size offset :from")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> new Difference(
                        Lane.valueOf(row.getString("lane")),
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getString("what"),
                        row.getTimestamp("found_at").toInstant()))
                .list();
    }

    /** 按规则清理: empties the text of what was accepted long ago; keys, digests and times stay. */
    public int clean(Instant before) {
        return sql.sql("update exchange.outbound set record = '' where state = 'ACCEPTED' and decided_at < :before"
                        + " and record <> ''")
                .param("before", Timestamp.from(before))
                .update();
    }
}
