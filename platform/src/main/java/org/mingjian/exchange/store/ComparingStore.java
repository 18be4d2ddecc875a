package org.mingjian.exchange.store;

import java.util.List;
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

    public void clear(String book) {
        sql.sql("delete from exchange.comparing where book = :book")
                .param("book", book)
                .update();
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
