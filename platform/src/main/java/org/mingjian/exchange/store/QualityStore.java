package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the data officer looks at: the state of the lanes, one refused record, differences to the upper node. */
@Repository
public class QualityStore {

    private static final String LATE = TimeLimits.late("o.received_at");

    private final JdbcClient sql;
    private final DutyStore duties;

    QualityStore(JdbcClient sql, DutyStore duties) {
        this.sql = sql;
        this.duties = duties;
    }

    /**
     * A queued record as a whole.
     *
     * @param higher what a node above the upper one found last, or empty
     */
    public record Whole(
            OutboundStore.State state,
            boolean settled,
            String origin,
            long originNumber,
            OutboundStore.New queued,
            List<Problem> problems,
            Optional<Wire.Found> higher) {

        /** Whether the upper node or one above it refused it. */
        public boolean isRefused() {
            return state == OutboundStore.State.REFUSED
                    || higher.filter(found -> !found.good()).isPresent();
        }
    }

    /** As far as somebody sees. */
    public Optional<Whole> find(Lane lane, long number, Sight sight) {
        return sight.bind(
                        sql.sql("select o.state, o.settled, o.origin, o.origin_number, o.trade, o.fact, o.files, o.due,"
                                + " o.record, o.problems, o.higher from exchange.outbound o" + Sight.JOIN_SENT
                                + " where o.lane = :lane and o.number = :number and o.record <> '' and" + Sight.SENT))
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
                                    row.getTimestamp("due").toInstant()),
                            Json.problems(row.getString("problems")),
                            Optional.of(row.getString("higher"))
                                    .filter(text -> !text.isEmpty())
                                    .map(Json::found));
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
     * A lane to the upper node.
     *
     * @param last number of the newest record
     * @param queued that wait for the upper node; {@code open} are there and not yet decided
     * @param overdue queued records whose time is over, {@code overdueDay} of them of the same-day duty
     * @param oldest when the oldest queued one became true; {@code owed} the same of those that are owed: its time runs
     * @param answered when the upper node last answered for one of the newest thousand
     */
    public record LaneState(
            Lane lane,
            long last,
            long queued,
            long open,
            long overdue,
            long overdueDay,
            @Nullable Instant oldest,
            @Nullable Instant owed,
            @Nullable Instant answered) {}

    public List<LaneState> lanes(Instant now, Sight sight) {
        return duties.bind(
                        sight.bind(sql.sql(
                                "select l.lane, l.last, count(o.number) filter (where o.state = 'QUEUED') queued,"
                                        + " count(o.number) filter (where o.state = 'RECEIVED') open,"
                                        + " count(o.number) filter (where o.state = 'QUEUED' and o.late) overdue,"
                                        + " count(o.number) filter (where o.state = 'QUEUED' and o.late and "
                                        + TimeLimits.SAME_DAY + ") overdue_day,"
                                        + " min(o.due) filter (where o.state = 'QUEUED') oldest,"
                                        + " min(o.due) filter (where o.state = 'QUEUED' and o.owed) owed,"
                                        + " (select max(coalesce(a.decided_at, a.received_at)) from exchange.outbound a"
                                        + " where a.lane = l.lane and a.number > l.last - 1000) answered from exchange.lane_out l"
                                        + " left join (select o.*, (" + LATE + ") late, not (" + TimeLimits.EARLY
                                        + ") owed from exchange.outbound o" + Sight.JOIN_SENT + DutyStore.SENT
                                        + " where o.state in ('QUEUED', 'RECEIVED') and" + Sight.SENT
                                        + ") o on o.lane = l.lane"
                                        + " group by l.lane, l.last order by l.lane")),
                        now)
                .param("now", Timestamp.from(now))
                .query((row, n) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    Timestamp owed = row.getTimestamp("owed");
                    Timestamp answered = row.getTimestamp("answered");
                    return new LaneState(
                            Lane.valueOf(row.getString("lane")),
                            row.getLong("last"),
                            row.getLong("queued"),
                            row.getLong("open"),
                            row.getLong("overdue"),
                            row.getLong("overdue_day"),
                            oldest == null ? null : oldest.toInstant(),
                            owed == null ? null : owed.toInstant(),
                            answered == null ? null : answered.toInstant());
                })
                .list();
    }

    /** What only the upper node has belongs to the node as a whole. */
    private static final String DIFFERENCES = " from exchange.difference d left join exchange.sent_key k"
            + " on k.dataset = d.dataset and k.key = d.key left join exchange.outbound q on q.lane = k.lane"
            + " and q.number = k.number cross join lateral (select coalesce(q.origin, '') origin,"
            + " coalesce(q.trade, '') trade) o" + Sight.JOIN_SENT + " where (d.key like :like or d.dataset = :text"
            + " or :text = '') and" + Sight.SENT;

    /**
     * Differences with where their records came from.
     *
     * @param what {@code MISSING} above, {@code EXTRA} above, or {@code DIFFERENT}
     */
    public record Found(
            Lane lane, String dataset, String key, String what, Instant foundAt, String source, String trade) {}

    public List<Found> differences(String text, int page, int size, Sight sight) {
        return sight.bind(sql.sql("select d.lane, d.dataset, d.key, d.what, d.found_at, o.origin, o.trade" + DIFFERENCES
                        + " order by d.lane, d.dataset, d.key limit :size offset :from"))
                .param("text", text)
                .param("like", text + "%")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> new Found(
                        Lane.valueOf(row.getString("lane")),
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getString("what"),
                        row.getTimestamp("found_at").toInstant(),
                        row.getString("origin"),
                        row.getString("trade")))
                .list();
    }

    public long differenceCount(String text, Sight sight) {
        return sight.bind(sql.sql("select count(*)" + DIFFERENCES))
                .param("text", text)
                .param("like", text + "%")
                .query(Long.class)
                .single();
    }

    /** One comparison of a ledger with the upper node. */
    public record Comparison(Lane lane, Instant at, int groups, long records, int differences) {}

    public void compared(Comparison done) {
        sql.sql("insert into exchange.comparison (lane, at, groups, records, differences) values (:lane, :at, :groups,"
                        + " :records, :differences) on conflict do nothing")
                .param("lane", done.lane().name())
                .param("at", Timestamp.from(done.at()))
                .param("groups", done.groups())
                .param("records", done.records())
                .param("differences", done.differences())
                .update();
    }

    /** The last ones, newest first. */
    public List<Comparison> comparisons(int most) {
        return sql.sql("select lane, at, groups, records, differences from exchange.comparison order by at desc, lane"
                        + " limit :most")
                .param("most", most)
                .query((row, n) -> new Comparison(
                        Lane.valueOf(row.getString("lane")),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("groups"),
                        row.getLong("records"),
                        row.getInt("differences")))
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
