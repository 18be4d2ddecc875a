package org.mingjian.portal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingjian.portal.domain.InfoType;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.tender.TradeState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the pages read. */
@Repository
public class PortalQueries {

    /** How far the reader is. */
    public record Horizon(long epoch, long position) {}

    /** A file that a public fact names. */
    public record NamedFile(String sm3, long position, String name, long size) {}

    /** Notices published in a month, {@code 2026-03}. */
    public record MonthCount(String month, String type, long count) {}

    private final JdbcClient sql;
    private final Rows rows;

    PortalQueries(JdbcClient sql, Rows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    public Horizon horizon() {
        return sql.sql("select epoch, position from portal.horizon where id = 1")
                .query((row, number) -> new Horizon(row.getLong("epoch"), row.getLong("position")))
                .single();
    }

    public Optional<PublicTrade> trade(String code) {
        return sql.sql("select " + Rows.TRADE + " from portal.trade t where t.code = :code")
                .param("code", code)
                .query(rows::trade)
                .optional();
    }

    /** In the order of the codes. */
    public List<PublicTrade> trades(List<String> codes) {
        Map<String, PublicTrade> found = sql
                .sql("select " + Rows.TRADE + " from portal.trade t where t.code = any(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(rows::trade)
                .list()
                .stream()
                .collect(Collectors.toMap(PublicTrade::code, Function.identity()));
        return codes.stream().filter(found::containsKey).map(found::get).toList();
    }

    public List<PublicTrade> tradesShown(long after, long upTo) {
        return sql.sql("select " + Rows.TRADE + " from portal.trade t where t.shown > :after and t.shown <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query(rows::trade)
                .list();
    }

    /** Trades in a state, the earliest deadline first. */
    public List<PublicTrade> tradesIn(TradeState state, Instant deadlineAfter, int limit) {
        return sql.sql("select " + Rows.TRADE + " from portal.trade t where t.state = :state"
                        + " and t.bid_deadline > :after order by t.bid_deadline, t.code limit :limit")
                .param("state", state.name())
                .param("after", Timestamp.from(deadlineAfter))
                .param("limit", limit)
                .query(rows::trade)
                .list();
    }

    public long countTrades() {
        return sql.sql("select count(*) from portal.trade").query(Long.class).single();
    }

    public long countDeadlines(Instant from, Instant to) {
        return sql.sql("select count(*) from portal.trade where bid_deadline >= :from and bid_deadline < :to"
                        + " and state not in ('TERMINATED', 'SUSPENDED')")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(Long.class)
                .single();
    }

    public long countNotices(InfoType type, Instant from, Instant to) {
        return sql.sql("select count(*) from portal.notice where type = :type and published_at >= :from"
                        + " and published_at < :to")
                .param("type", type.name())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(Long.class)
                .single();
    }

    public List<MonthCount> months(Instant from) {
        return sql.sql("select to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, type,"
                        + " count(*) as count from portal.notice where published_at >= :from"
                        + " and type in ('NOTICE', 'RESULT') group by 1, 2 order by 1, 2")
                .param("from", Timestamp.from(from))
                .query((row, number) ->
                        new MonthCount(row.getString("month"), row.getString("type"), row.getLong("count")))
                .list();
    }

    public Optional<PublicNotice> notice(String id) {
        return sql.sql("select " + Rows.NOTICE + " from portal.notice n where n.id = :id")
                .param("id", id)
                .query(rows::notice)
                .optional();
    }

    /** In the order of the ids. */
    public List<PublicNotice> notices(List<String> ids) {
        Map<String, PublicNotice> found = sql
                .sql("select " + Rows.NOTICE + " from portal.notice n where n.id = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(rows::notice)
                .list()
                .stream()
                .collect(Collectors.toMap(PublicNotice::id, Function.identity()));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    public List<PublicNotice> noticesShown(long after, long upTo) {
        return sql.sql("select " + Rows.NOTICE + " from portal.notice n where n.shown > :after and n.shown <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query(rows::notice)
                .list();
    }

    public List<PublicNotice> noticesOf(Collection<String> codes) {
        return sql.sql("select " + Rows.NOTICE
                        + " from portal.notice n where n.trade = any(:codes) order by n.trade, n.seq")
                .param("codes", codes.toArray(String[]::new))
                .query(rows::notice)
                .list();
    }

    public List<PublicNotice> latest(InfoType type, int limit) {
        return sql.sql("select " + Rows.NOTICE
                        + " from portal.notice n where n.type = :type order by n.published_at desc, n.position desc"
                        + " limit :limit")
                .param("type", type.name())
                .param("limit", limit)
                .query(rows::notice)
                .list();
    }

    public List<String> streamsShown(long after, long upTo) {
        return sql.sql("select distinct stream from portal.event where shown > :after and shown <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query(String.class)
                .list();
    }

    /** The timeline of a stream; bodies of the bulk kinds are left out, they can be thousands. */
    public List<PublicEvent> timeline(String stream, Collection<String> bulk) {
        return sql.sql("select e.position, e.stream, e.seq, e.kind, e.at, e.actor,"
                        + " case when e.kind = any(:bulk) then null else e.body end as body, e.files, e.digest,"
                        + " e.notice, e.shown from portal.event e where e.stream = :stream order by e.seq")
                .param("stream", stream)
                .param("bulk", bulk.toArray(String[]::new))
                .query(rows::event)
                .list();
    }

    public List<PublicEvent> events(String stream, List<String> kinds) {
        return sql.sql("select " + Rows.EVENT
                        + " from portal.event e where e.stream = :stream and e.kind = any(:kinds) order by e.seq")
                .param("stream", stream)
                .param("kinds", kinds.toArray(String[]::new))
                .query(rows::event)
                .list();
    }

    public Optional<Long> position(String digest) {
        return sql.sql("select position from portal.digest where digest = :digest")
                .param("digest", digest)
                .query(Long.class)
                .optional();
    }

    public List<NamedFile> files(String sm3) {
        return sql.sql("select sm3, position, name, size from portal.file where sm3 = :sm3 order by position limit 20")
                .param("sm3", sm3)
                .query((row, number) -> new NamedFile(
                        row.getString("sm3"), row.getLong("position"), row.getString("name"), row.getLong("size")))
                .list();
    }

    /** The public event at a position, for the notice or trade it belongs to. */
    public Optional<PublicEvent> event(long position) {
        return sql.sql("select " + Rows.EVENT + " from portal.event e where e.position = :position")
                .param("position", position)
                .query(rows::event)
                .optional();
    }
}
