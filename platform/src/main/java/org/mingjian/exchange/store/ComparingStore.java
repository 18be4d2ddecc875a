package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.OutboundStore.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 核对: what should stand above, laid out in the order of the comparison so that it is read page by page. */
@Repository
public class ComparingStore {

    private final JdbcClient sql;

    ComparingStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Lays a ledger out: every key that should stand above, as it was last accepted. */
    @Transactional
    public void lay(String book) {
        clear(book);
        sql.sql(
                        "insert into exchange.comparing (book, dataset, day, key, content) select :book, a.dataset, a.day, a.key,"
                                + " a.content from (select distinct on (o.dataset, o.key) o.dataset, o.key, o.content, o.op, o.day"
                                + " from exchange.outbound o where o.lane in (:lanes) and o.state = 'ACCEPTED'"
                                + " order by o.dataset, o.key, o.queued_at desc, o.number desc) a where a.op <> 3")
                .param("book", book)
                .param("lanes", OutboundStore.lanes(book))
                .update();
    }

    private void clear(String book) {
        for (String table : List.of("comparing", "comparing_state", "comparing_found")) {
            sql.sql("delete from exchange." + table + " where book = :book")
                    .param("book", book)
                    .update();
        }
    }

    /**
     * A comparison that is not finished, as far as it has come.
     *
     * @param begun when our ledger was laid out
     * @param after name of the last group (dataset and day) that is done
     * @param part name of the group whose keys are being compared, done up to {@code key}; empty for none
     * @param groups done, with {@code records} of ours and {@code differences}
     */
    public record Unfinished(
            String book,
            String upper,
            Instant begun,
            String after,
            String part,
            String key,
            int groups,
            long records,
            int differences) {}

    /** Begins anew: whatever was not finished is forgotten. */
    @Transactional
    public Unfinished begin(String book, String upper, Instant now) {
        lay(book);
        Unfinished fresh = new Unfinished(book, upper, now, "", "", "", 0, 0, 0);
        keep(fresh, List.of());
        return fresh;
    }

    public Optional<Unfinished> unfinished(String book) {
        return sql.sql("select book, upper, begun, after, part, key, groups, records, differences"
                        + " from exchange.comparing_state where book = :book")
                .param("book", book)
                .query((row, n) -> new Unfinished(
                        row.getString("book"),
                        row.getString("upper"),
                        row.getTimestamp("begun").toInstant(),
                        row.getString("after"),
                        row.getString("part"),
                        row.getString("key"),
                        row.getInt("groups"),
                        row.getLong("records"),
                        row.getInt("differences")))
                .optional();
    }

    /** A key that differs. */
    public record Found(String dataset, String key, String what) {}

    /** How far it has come, with what was found since. */
    @Transactional
    public void keep(Unfinished now, List<Found> found) {
        sql.sql(
                        "insert into exchange.comparing_state (book, upper, begun, after, part, key, groups, records, differences)"
                                + " values (:book, :upper, :begun, :after, :part, :key, :groups, :records, :differences)"
                                + " on conflict (book) do update set after = excluded.after, part = excluded.part,"
                                + " key = excluded.key, groups = excluded.groups, records = excluded.records,"
                                + " differences = excluded.differences")
                .param("book", now.book())
                .param("upper", now.upper())
                .param("begun", Timestamp.from(now.begun()))
                .param("after", now.after())
                .param("part", now.part())
                .param("key", now.key())
                .param("groups", now.groups())
                .param("records", now.records())
                .param("differences", now.differences())
                .update();
        sql.sql("insert into exchange.comparing_found (book, dataset, key, what) select :book, f.dataset, f.key, f.what"
                        + " from unnest(:datasets::text[], :keys::text[], :whats::text[]) f(dataset, key, what)"
                        + " on conflict do nothing")
                .param("book", now.book())
                .param("datasets", Columns.texts(found, Found::dataset))
                .param("keys", Columns.texts(found, Found::key))
                .param("whats", Columns.texts(found, Found::what))
                .update();
    }

    /**
     * What stands otherwise now than when our ledger was laid out moved while it was compared: no difference, and
     * compared the next time. How many these are. Times say nothing here: each node has its own clock.
     */
    public int dropMoved(String book) {
        return sql.sql("delete from exchange.comparing_found f where f.book = :book and (select case when a.op <> 3"
                        + " then a.content end from (select o.content, o.op from exchange.outbound o"
                        + " where o.dataset = f.dataset and o.key = f.key and o.lane in (:lanes)"
                        + " and o.state = 'ACCEPTED' order by o.queued_at desc, o.number desc limit 1) a)"
                        + " is distinct from (select c.content from exchange.comparing c where c.book = f.book"
                        + " and c.dataset = f.dataset and c.key = f.key)")
                .param("book", book)
                .param("lanes", OutboundStore.lanes(book))
                .update();
    }

    /** What was found takes the place of what was found the last time. */
    public void finish(Unfinished done, Lane lane, Instant now) {
        sql.sql("delete from exchange.difference where lane = :lane")
                .param("lane", lane.name())
                .update();
        sql.sql(
                        "insert into exchange.difference (lane, dataset, key, what, found_at) select :lane, dataset, key, what, :now"
                                + " from exchange.comparing_found where book = :book")
                .param("lane", lane.name())
                .param("book", done.book())
                .param("now", Timestamp.from(now))
                .update();
        clear(done.book());
    }

    /** Where a page begins: behind a key of a day of a dataset; all empty is the beginning. */
    public record Place(String dataset, String day, String key) {

        public static final Place START = new Place("", "", "");

        /** Behind everything of a dataset and day. */
        public static Place behind(String dataset, String day) {
            return new Place(dataset, day, "\uFFFD");
        }

        public static Place of(Standing one) {
            return new Place(one.dataset(), one.day(), one.key());
        }
    }

    /** The next ones of a ledger, by dataset, day and key. */
    public List<Standing> after(String book, Place place, int limit) {
        return sql.sql("select dataset, key, content, day from exchange.comparing where book = :book"
                        + " and (dataset, day, key) > (:dataset, :day, :key) order by dataset, day, key limit :limit")
                .param("book", book)
                .param("dataset", place.dataset())
                .param("day", place.day())
                .param("key", place.key())
                .param("limit", limit)
                .query(StandingStore::standing)
                .list();
    }

    /** The next ones of one dataset and day, by key. */
    public List<Standing> ofDay(String book, Place place, int limit) {
        return sql.sql("select dataset, key, content, day from exchange.comparing where book = :book"
                        + " and dataset = :dataset and day = :day and key > :key order by key limit :limit")
                .param("book", book)
                .param("dataset", place.dataset())
                .param("day", place.day())
                .param("key", place.key())
                .param("limit", limit)
                .query(StandingStore::standing)
                .list();
    }
}
