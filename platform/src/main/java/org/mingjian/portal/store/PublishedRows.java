package org.mingjian.portal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mingjian.facts.FileRef;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The public rows as digests: those that are stored, and those that facts say should be stored. */
@Repository
public class PublishedRows {

    private final JdbcClient sql;
    private final Rows rows;

    PublishedRows(JdbcClient sql, Rows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** What became public after a position and not after another: address of the row → digest of all it holds. */
    public Map<String, String> stored(long after, long upTo) {
        List<PublicEvent> events = sql.sql(
                        "select " + Rows.EVENT + " from portal.event e where e.shown > :after and e.shown <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query(rows::event)
                .list();
        List<PublicNotice> notices = sql.sql(
                        "select " + Rows.NOTICE + " from portal.notice n where n.shown > :after and n.shown <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query(rows::notice)
                .list();
        Map<String, String> found = digests(events, notices);
        sql.sql("select f.sm3, f.position, f.name, f.size from portal.file f join portal.event e"
                        + " on e.position = f.position where e.shown > :after and e.shown <= :upTo")
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> Map.entry(
                        row.getLong("position"),
                        new FileRef(row.getString("name"), row.getLong("size"), row.getString("sm3"))))
                .list()
                .forEach(file -> found.put(address(file.getKey(), file.getValue()), digest(file.getValue())));
        return found;
    }

    /** The same for rows that facts made; their files too. */
    public Map<String, String> wanted(List<PublicEvent> events, List<PublicNotice> notices) {
        Map<String, String> made = digests(events, notices);
        events.forEach(event -> event.files().forEach(file -> made.put(address(event.position(), file), digest(file))));
        return made;
    }

    private Map<String, String> digests(List<PublicEvent> events, List<PublicNotice> notices) {
        Map<String, String> made = new TreeMap<>();
        events.forEach(event -> made.put("/trades 时间线 " + event.position(), digest(event)));
        notices.forEach(notice -> made.put("/notices/" + notice.id(), digest(notice)));
        return made;
    }

    private static String address(long position, FileRef file) {
        return "/files/" + file.sm3() + " " + position + " " + file.name();
    }

    /** Of a trade's row; the time its state began is judged by the events. */
    public String digest(Object row) {
        return Sm3.hex(Sm3.digest(rows.write(row).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Trades in the order of their codes, for going through all of them. */
    public List<PublicTrade> trades(String afterCode, int limit) {
        return sql.sql("select " + Rows.TRADE
                        + " from portal.trade t where t.code > :after order by t.code limit :limit")
                .param("after", afterCode)
                .param("limit", limit)
                .query(rows::trade)
                .list();
    }

    /** Public files in the order of their digests, each once. */
    public List<FileRef> files(String after, int limit) {
        return sql.sql("select distinct on (f.sm3) f.sm3, f.name, f.size from portal.file f where f.sm3 > :after"
                        + " order by f.sm3, f.position limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new FileRef(row.getString("name"), row.getLong("size"), row.getString("sm3")))
                .list();
    }

    /** Files that belong to no event, and rows that claim to be public only after the reader's position. */
    public List<String> strays(long upTo) {
        List<String> found = new ArrayList<>();
        Stream.of(
                        sql.sql("select '/files/' || f.sm3 || ' ' || f.name from portal.file f where not exists"
                                + " (select 1 from portal.event e where e.position = f.position)"),
                        sql.sql("select '/notices/' || n.id from portal.notice n where n.shown < 1 or (n.shown > :upTo"
                                        + " and n.shown > (select h.position from portal.horizon h where h.id = 1))")
                                .param("upTo", upTo),
                        sql.sql("select '/trades 时间线 ' || e.position from portal.event e where e.shown < 1 or"
                                        + " (e.shown > :upTo and e.shown > (select h.position from portal.horizon h"
                                        + " where h.id = 1))")
                                .param("upTo", upTo))
                .forEach(query -> found.addAll(query.query(String.class).list()));
        return found;
    }
}
