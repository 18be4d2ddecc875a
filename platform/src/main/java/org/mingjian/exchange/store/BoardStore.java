package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counts behind 合格率 及时率 修复率 赋码率, by source, system and dataset, or by day. */
@Repository
public class BoardStore {

    private final JdbcClient sql;

    BoardStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What is asked for.
     *
     * @param received from below; else sent up
     * @param book {@code real} or {@code test}
     * @param from first moment; {@code until} the first one that is not counted
     * @param now what is still open counts as late from here
     */
    public record Asked(boolean received, String book, Instant from, Instant until, Instant now, Sight sight) {}

    /**
     * One line of a board. Rates follow from these counts: 合格率 good / (good + bad), 及时率 timely / sent, 修复率 mended /
     * broken, 赋码率 (coded - miscoded) / coded.
     *
     * @param source the node or system; empty for this platform's own records
     * @param system 系统编号 of the records
     * @param sent records, of which {@code good} were accepted and {@code bad} refused
     * @param broken keys with a refused record, of which {@code mended} were accepted later
     * @param coded records of datasets that carry 统一交易标识码, of which {@code miscoded} were refused for it
     */
    public record Line(
            String source,
            String system,
            String dataset,
            long sent,
            long good,
            long bad,
            long timely,
            long broken,
            long mended,
            long coded,
            long miscoded) {}

    /** @param day {@code yyyy-MM-dd}, Asia/Shanghai */
    public record Day(String day, long sent, long good, long bad, long timely, long broken, long mended) {}

    /** A table of records: its column for the source, the one for the time, and what limits it. */
    private record Side(String table, String source, String when, String join, String sight) {
        static final Side SENT = new Side("exchange.outbound", "origin", "queued_at", Sight.JOIN_SENT, Sight.SENT);
        static final Side RECEIVED =
                new Side("exchange.inbound", "peer", "received_at", Sight.JOIN_RECEIVED, Sight.RECEIVED);

        static Side of(Asked asked) {
            return asked.received() ? RECEIVED : SENT;
        }

        /** What is counted of the rows of one source, system and dataset. */
        String counts() {
            String later = "exists (select 1 from " + table + " l where l.dataset = o.dataset and l.key = o.key and l."
                    + source + " = o." + source + " and l.state = 'ACCEPTED' and l.lane = o.lane"
                    + " and l.number > o.number)";
            return "count(*) sent, count(*) filter (where o.state = 'ACCEPTED') good,"
                    + " count(*) filter (where o.state = 'REFUSED') bad, count(*) filter (where " + QualityStore.TIMELY
                    + ") timely,"
                    + " count(distinct o.key) filter (where o.state = 'REFUSED') broken,"
                    + " count(distinct o.key) filter (where o.state = 'REFUSED' and " + later + ") mended,"
                    + " count(*) filter (where o.dataset in (:coded)) coded,"
                    + " count(*) filter (where o.dataset in (:coded) and o.state = 'REFUSED'"
                    + " and o.problems like '%\"UNIFIED_DEAL_CODE%') miscoded";
        }

        String rows() {
            return " from " + table + " o" + join + " where o.lane in (:lanes) and o." + when + " >= :from and o."
                    + when + " < :until and " + sight;
        }
    }

    /** @param coded datasets that carry 统一交易标识码 */
    public List<Line> lines(Asked asked, List<String> coded) {
        Side side = Side.of(asked);
        return bound(
                        "select o." + side.source() + " source, left(o.key, 4) system, o.dataset, " + side.counts()
                                + side.rows() + " group by 1, 2, 3 order by 1, 2, 3",
                        asked)
                .param("coded", coded)
                .query((row, n) -> line(row))
                .list();
    }

    /** @param source {@code *} for any */
    public List<Day> days(Asked asked, List<String> coded, String source, String dataset) {
        Side side = Side.of(asked);
        return bound(
                        "select to_char(o." + side.when() + " at time zone 'Asia/Shanghai', 'YYYY-MM-DD') \"day\", "
                                + side.counts() + side.rows() + " and (:source = '*' or o." + side.source()
                                + " = :source) and (:dataset = '' or o.dataset = :dataset) group by 1 order by 1",
                        asked)
                .param("coded", coded)
                .param("source", source)
                .param("dataset", dataset)
                .query((row, n) -> new Day(
                        row.getString("day"),
                        row.getLong("sent"),
                        row.getLong("good"),
                        row.getLong("bad"),
                        row.getLong("timely"),
                        row.getLong("broken"),
                        row.getLong("mended")))
                .list();
    }

    private JdbcClient.StatementSpec bound(String statement, Asked asked) {
        return asked.sight()
                .bind(sql.sql(statement))
                .param("lanes", OutboundStore.lanes(asked.book()))
                .param("from", Timestamp.from(asked.from()))
                .param("until", Timestamp.from(asked.until()))
                .param("now", Timestamp.from(asked.now()));
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

    /** The last ones, newest first. */
    public List<Outage> outages(Instant from, int most) {
        return sql.sql("select min(minute) \"from\", max(minute) + interval '1 minute' \"until\", count(*) minutes"
                        + " from (select minute, good, sum(case when good > 0 then 1 else 0 end)"
                        + " over (order by minute) run from exchange.reach where minute >= :from) m"
                        + " where good = 0 group by run order by 1 desc limit :most")
                .param("from", Timestamp.from(from))
                .param("most", most)
                .query((row, n) -> new Outage(
                        row.getTimestamp("from").toInstant(),
                        row.getTimestamp("until").toInstant(),
                        row.getLong("minutes")))
                .list();
    }
}
