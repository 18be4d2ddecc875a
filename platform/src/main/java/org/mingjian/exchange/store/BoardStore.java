package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mingjian.exchange.Availability;
import org.mingjian.exchange.domain.Rates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counts behind 合格率 及时率 修复率 赋码率, by source, system and dataset, or by day. */
@Repository
public class BoardStore {

    /** Later than whatever is known. */
    public static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient sql;
    private final DutyStore duties;

    BoardStore(JdbcClient sql, DutyStore duties) {
        this.sql = sql;
        this.duties = duties;
    }

    /**
     * What is asked for.
     *
     * @param received from below; else sent up
     * @param book {@code real} or {@code test}
     * @param from first moment; {@code until} the first one that is not counted
     * @param now what has not arrived is late when its time was up by then
     * @param known what arrived or was decided later is not looked at
     */
    public record Asked(
            boolean received, String book, Instant from, Instant until, Instant now, Instant known, Sight sight) {}

    /**
     * One line of a board. Rates follow from these counts: 合格率 good / (good + bad), 及时率 timely / (timely + late),
     * 修复率 mended / broken, 赋码率 (coded - miscoded) / coded.
     *
     * @param source the node or system; empty for this platform's own records
     * @param system 系统编号 of the records
     * @param sent records, of which {@code good} were accepted and {@code bad} refused
     * @param timely arrived within its time; {@code late} after it, or not at all and it is over
     * @param pending not arrived, and its time is not over: on no side of 及时率
     * @param early true before the duty to report began: history, on no side of 及时率
     * @param held of the late, pending and early: never sent, because something is missing that a person has to add
     * @param broken keys with a refused record, of which {@code mended} were accepted later
     * @param coded judged records of datasets that carry 统一交易标识码, of which {@code miscoded} were refused for it
     */
    public record Line(
            String source,
            String system,
            String dataset,
            long sent,
            long good,
            long bad,
            long timely,
            long late,
            long pending,
            long early,
            long held,
            long broken,
            long mended,
            long coded,
            long miscoded) {

        /** With what is held of the same. */
        public Line with(Line more) {
            return new Line(
                    source,
                    system,
                    dataset,
                    sent,
                    good,
                    bad,
                    timely,
                    late + more.late,
                    pending + more.pending,
                    early + more.early,
                    held + more.held,
                    broken,
                    mended,
                    coded,
                    miscoded);
        }

        /** What the rates are made of. */
        public Rates.Tally tally() {
            return new Rates.Tally(sent, good, bad, timely, late, pending, early, broken, mended, coded, miscoded);
        }
    }

    /** @param day {@code yyyy-MM-dd}, Asia/Shanghai */
    public record Day(
            String day,
            long sent,
            long good,
            long bad,
            long timely,
            long late,
            long pending,
            long early,
            long broken,
            long mended) {

        /** With what is held of the same day. */
        public Day with(Day more) {
            return new Day(
                    day,
                    sent,
                    good,
                    bad,
                    timely,
                    late + more.late,
                    pending + more.pending,
                    early + more.early,
                    broken,
                    mended);
        }
    }

    /** A table of records: its columns for the source, the time and the decision, and what limits it. */
    private record Side(
            String table, String source, String when, String decided, String duty, String join, String sight) {
        static final Side SENT = new Side(
                "exchange.outbound",
                "origin",
                "queued_at",
                "coalesce(%1$s.decided_at, %1$s.received_at, %1$s.queued_at)",
                DutyStore.SENT,
                Sight.JOIN_SENT,
                Sight.SENT);
        static final Side RECEIVED = new Side(
                InboundStore.KNOWN,
                "peer",
                "received_at",
                "%1$s.received_at",
                DutyStore.RECEIVED,
                Sight.JOIN_RECEIVED,
                Sight.RECEIVED);

        static Side of(Asked asked) {
            return asked.received() ? RECEIVED : SENT;
        }

        private String is(String row, String state) {
            return "(" + row + ".state = '" + state + "' and " + decided.formatted(row) + " <= :known)";
        }

        /** What is counted of the rows of one source, system and dataset. */
        String counts() {
            String good = is("o", "ACCEPTED");
            String bad = is("o", "REFUSED");
            String arrived = "(case when o.received_at <= :known then o.received_at end)";
            return "count(*) sent, count(*) filter (where " + good + ") good, count(*) filter (where " + bad + ") bad,"
                    + " count(*) filter (where " + TimeLimits.inTime(arrived) + ") timely,"
                    + " count(*) filter (where " + TimeLimits.late(arrived) + ") late,"
                    + " count(*) filter (where " + TimeLimits.pending(arrived) + ") pending,"
                    + " count(*) filter (where " + TimeLimits.EARLY + ") early, 0 held,"
                    + " count(*) filter (where o.dataset in (:coded) and (" + good + " or " + bad + ")) coded,"
                    + " count(*) filter (where o.dataset in (:coded) and " + bad
                    + " and o.problems like '%\"UNIFIED_DEAL_CODE%') miscoded";
        }

        /** What is counted of the refused rows alone: to tell keys apart, all rows would be sorted. */
        String mends() {
            String later = "exists (select 1 from " + table + " l where l.dataset = o.dataset and l.key = o.key and l."
                    + source + " = o." + source + " and " + is("l", "ACCEPTED") + " and l.lane = o.lane"
                    + " and l.number > o.number)";
            return "count(distinct o.key) broken," + " count(distinct o.key) - count(distinct o.key) filter (where not "
                    + later + ") mended";
        }

        /** One row for each group: what is counted of all its rows, and of the refused ones. */
        String grouped(String groups, List<String> names, String limits) {
            String by = String.join(", ", names);
            String first = IntStream.rangeClosed(1, names.size())
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(", "));
            return "select a.*, coalesce(b.broken, 0) broken, coalesce(b.mended, 0) mended from (select " + groups
                    + counts() + rows() + limits + " group by " + first + ") a left join (select " + groups + mends()
                    + rows() + limits + " and " + is("o", "REFUSED") + " group by " + first + ") b using (" + by
                    + ") order by " + by;
        }

        String rows() {
            return " from " + table + " o" + join + duty + " where o.lane in (:lanes) and o." + when
                    + " >= :from and o." + when + " < :until and " + sight;
        }
    }

    /** 未能上报: should have gone up and waits for a person. They are this platform's own, and count in its one ledger. */
    private static final String HELD_COUNTS = "0 sent, 0 good, 0 bad, 0 timely,"
            + " count(*) filter (where o.at >= duty.begins and :now >= " + TimeLimits.end("o.at") + ") late,"
            + " count(*) filter (where o.at >= duty.begins and :now < " + TimeLimits.end("o.at") + ") pending,"
            + " count(*) filter (where o.at < duty.begins) early,"
            + " count(*) held, 0 broken, 0 mended, 0 coded, 0 miscoded";

    private static final String HELD_ROWS = " from exchange.outgoing o" + Sight.JOIN_BUILT + DutyStore.HELD
            + " where o.newest and not o.ready and o.at >= :from and o.at < :until and" + Sight.BUILT;

    /** @param coded datasets that carry 统一交易标识码 */
    public List<Line> lines(Asked asked, List<String> coded) {
        Side side = Side.of(asked);
        return bound(
                        side.grouped(
                                "o." + side.source() + " source, left(o.key, 4) system, o.dataset, ",
                                List.of("source", "system", "dataset"),
                                ""),
                        asked)
                .param("coded", coded)
                .query((row, n) -> line(row))
                .list();
    }

    /** As lines, of what is held here; only of a question about what is sent up. */
    public List<Line> held(Asked asked) {
        return times(
                        "select '' source, left(o.key, 4) system, o.dataset, " + HELD_COUNTS + HELD_ROWS
                                + " group by 2, 3 order by 2, 3",
                        asked)
                .query((row, n) -> line(row))
                .list();
    }

    /** @param source {@code *} for any */
    public List<Day> days(Asked asked, List<String> coded, String source, String dataset) {
        Side side = Side.of(asked);
        return bound(
                        side.grouped(
                                day("o." + side.when()),
                                List.of("\"day\""),
                                " and (:source = '*' or o." + side.source()
                                        + " = :source) and (:dataset = '' or o.dataset = :dataset)"),
                        asked)
                .param("coded", coded)
                .param("source", source)
                .param("dataset", dataset)
                .query((row, n) -> day(row))
                .list();
    }

    /** As days, of what is held here. */
    public List<Day> heldDays(Asked asked, String dataset) {
        return times(
                        "select " + day("o.at") + HELD_COUNTS + HELD_ROWS
                                + " and (:dataset = '' or o.dataset = :dataset) group by 1 order by 1",
                        asked)
                .param("dataset", dataset)
                .query((row, n) -> day(row))
                .list();
    }

    private static String day(String column) {
        return "to_char(" + column + " at time zone 'Asia/Shanghai', 'YYYY-MM-DD') \"day\", ";
    }

    private JdbcClient.StatementSpec times(String statement, Asked asked) {
        return duties.bind(asked.sight().bind(sql.sql(statement)), asked.from())
                .param("from", Timestamp.from(asked.from()))
                .param("until", Timestamp.from(asked.until()))
                .param("now", Timestamp.from(asked.now()));
    }

    private JdbcClient.StatementSpec bound(String statement, Asked asked) {
        return times(statement, asked)
                .param("lanes", OutboundStore.lanes(asked.book()))
                .param("known", Timestamp.from(asked.known()));
    }

    private static Day day(ResultSet row) throws SQLException {
        return new Day(
                row.getString("day"),
                row.getLong("sent"),
                row.getLong("good"),
                row.getLong("bad"),
                row.getLong("timely"),
                row.getLong("late"),
                row.getLong("pending"),
                row.getLong("early"),
                row.getLong("broken"),
                row.getLong("mended"));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("source"),
                row.getString("system"),
                row.getString("dataset"),
                row.getLong("sent"),
                row.getLong("good"),
                row.getLong("bad"),
                row.getLong("timely"),
                row.getLong("late"),
                row.getLong("pending"),
                row.getLong("early"),
                row.getLong("held"),
                row.getLong("broken"),
                row.getLong("mended"),
                row.getLong("coded"),
                row.getLong("miscoded"));
    }

    /** Where records come from, with the region it was registered with or its code says. */
    public record Source(String code, String name, String region, boolean stopped) {}

    /** Those below that somebody sees. */
    public List<Source> sources(Sight sight) {
        return sight.bind(
                        sql.sql("select o.code, o.name, o.stopped, " + Sight.REGION_RECEIVED.replace("o.peer", "o.code")
                                + " region from exchange.peer o" + Sight.JOIN_RECEIVED.replace("o.peer", "o.code")
                                + " where o.kind <> 'UPPER' and" + Sight.RECEIVED.replace("o.peer", "o.code")
                                + " order by o.code"))
                .query((row, n) -> new Source(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("region"),
                        row.getBoolean("stopped")))
                .list();
    }

    public void keepRegion(String source, String region) {
        sql.sql("insert into exchange.source_region (source, region) values (:source, :region)"
                        + " on conflict (source) do update set region = excluded.region")
                .param("source", source)
                .param("region", region)
                .update();
    }

    /** Minutes of one day in which the upper node was asked, and in how many of them it answered. */
    public record ReachDay(String day, long good, long asked) {}

    public List<ReachDay> reach(Instant from, Instant until) {
        return sql.sql("select to_char(minute at time zone 'Asia/Shanghai', 'YYYY-MM-DD') \"day\","
                        + " count(*) filter (where good > 0) good, count(*) asked from exchange.reach"
                        + " where minute >= :from and minute < :until group by 1 order by 1")
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> new ReachDay(row.getString("day"), row.getLong("good"), row.getLong("asked")))
                .list();
    }

    /** Minutes in a row in which the upper node was asked and never answered. */
    public record Outage(Instant from, Instant until, long minutes) {}

    private static final String RUNS = "select min(minute) \"from\", max(minute) + interval '1 minute' \"until\","
            + " count(*) minutes from (select minute, good, sum(case when good > 0 then 1 else 0 end)"
            + " over (order by minute) run from exchange.reach where minute >= :from and minute < :until) m"
            + " where good = 0 group by run having count(*) >= :least order by 1 desc limit :most";

    /** The last ones, newest first. */
    public List<Outage> outages(Instant from, int most) {
        return runs(from, EVER, 1, most);
    }

    /** Of so many minutes or more, oldest first. */
    public List<Availability.Stretch> unanswered(Instant from, Instant until, int least, int most) {
        return runs(from, until, least, most).reversed().stream()
                .map(one -> new Availability.Stretch(one.from(), one.until()))
                .toList();
    }

    private List<Outage> runs(Instant from, Instant until, int least, int most) {
        return sql.sql(RUNS)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("least", least)
                .param("most", most)
                .query((row, n) -> new Outage(
                        row.getTimestamp("from").toInstant(),
                        row.getTimestamp("until").toInstant(),
                        row.getLong("minutes")))
                .list();
    }
}
