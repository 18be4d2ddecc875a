package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.spec.DataRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledgers 账本 of what stands reported: the real one and the one of tests. */
@Repository
public class StandingStore {

    private final JdbcClient sql;

    StandingStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Only one lane at a time judges records beside those of a ledger. */
    public void lock(String book) {
        sql.sql("select pg_advisory_xact_lock(hashtext('exchange.standing'), hashtext(:book))")
                .param("book", book)
                .query((row, n) -> 0)
                .list();
    }

    /** A ledger for a batch of records that will be judged and kept. */
    public LedgerPage page(String book) {
        return new LedgerPage(this, book);
    }

    /** A dataset with a key, a code, or the digest of words. */
    record Asked(String dataset, String value) {}

    /** A row as far as later records are judged beside it. */
    record Row(String key, String sender, String code, String words, boolean deleted) {}

    /** By which column a row is asked for, and which rows count. */
    enum By {
        KEY("true"),
        CODE("s.code <> '' and not s.deleted"),
        WORDS("s.words <> '' and not s.deleted");

        private final String counts;

        By(String counts) {
            this.counts = counts;
        }
    }

    /** One row for each that is there. */
    Map<Asked, Row> find(String book, By by, Collection<Asked> asked) {
        Map<Asked, Row> found = new HashMap<>();
        String column = by.name().toLowerCase(Locale.ROOT);
        sql.sql("select a.dataset, a.value, f.key, f.sender, f.code, f.words, f.deleted"
                        + " from unnest(:datasets::text[], :values::text[]) a(dataset, value) cross join lateral"
                        + " (select s.key, s.sender, s.code, s.words, s.deleted from exchange.standing s"
                        + " where s.book = :book and s.dataset = a.dataset and s." + column + " = a.value and "
                        + by.counts
                        + " limit 1) f")
                .param("book", book)
                .param("datasets", Columns.texts(asked, Asked::dataset))
                .param("values", Columns.texts(asked, Asked::value))
                .query(row -> {
                    found.put(
                            new Asked(row.getString("dataset"), row.getString("value")),
                            new Row(
                                    row.getString("key"),
                                    row.getString("sender"),
                                    row.getString("code"),
                                    row.getString("words"),
                                    row.getBoolean("deleted")));
                });
        return found;
    }

    /** An accepted record on its way into a ledger. */
    record Kept(String dataset, Row row, String peer, String content, String day, Lane lane, long number) {}

    /** Puts accepted records into their ledger; each key once. */
    void keep(String book, Collection<Kept> kept) {
        sql.sql("insert into exchange.standing (book, dataset, key, peer, sender, code, words, deleted, content, day,"
                        + " lane, number) select :book, k.dataset, k.key, k.peer, k.sender, k.code, k.words, k.deleted,"
                        + " k.content, k.day, k.lane, k.number from unnest(:datasets::text[], :keys::text[],"
                        + " :peers::text[], :senders::text[], :codes::text[], :words::text[], :deleted::boolean[],"
                        + " :contents::text[], :days::text[], :lanes::text[], :numbers::bigint[])"
                        + " k(dataset, key, peer, sender, code, words, deleted, content, day, lane, number)"
                        + " on conflict (book, dataset, key) do update set"
                        + " peer = excluded.peer, sender = excluded.sender, code = excluded.code,"
                        + " words = excluded.words, deleted = excluded.deleted, content = excluded.content,"
                        + " day = excluded.day, lane = excluded.lane, number = excluded.number")
                .param("book", book)
                .param("datasets", Columns.texts(kept, Kept::dataset))
                .param("keys", Columns.texts(kept, one -> one.row().key()))
                .param("peers", Columns.texts(kept, Kept::peer))
                .param("senders", Columns.texts(kept, one -> one.row().sender()))
                .param("codes", Columns.texts(kept, one -> one.row().code()))
                .param("words", Columns.texts(kept, one -> one.row().words()))
                .param("deleted", Columns.flags(kept, one -> one.row().deleted()))
                .param("contents", Columns.texts(kept, Kept::content))
                .param("days", Columns.texts(kept, Kept::day))
                .param("lanes", Columns.texts(kept, one -> one.lane().name()))
                .param("numbers", Columns.numbers(kept, Kept::number))
                .update();
    }

    /** The records of these keys as the peer sent them and as they stand; deleted ones too. */
    public List<DataRecord> records(String book, String peer, List<OutboundStore.Key> keys) {
        return sql.sql("select i.record from unnest(:datasets::text[], :keys::text[]) a(dataset, key)"
                        + " join exchange.standing s on s.book = :book and s.dataset = a.dataset and s.key = a.key"
                        + " join exchange.inbound i on i.peer = s.peer and i.lane = s.lane and i.number = s.number"
                        + " where s.peer = :peer")
                .param("book", book)
                .param("peer", peer)
                .param("datasets", Columns.texts(keys, one -> Json.plain(one.dataset(), 10)))
                .param("keys", Columns.texts(keys, one -> Json.plain(one.key(), 60)))
                .query((row, n) -> Json.record(row.getString("record")))
                .list();
    }

    /** The next records of a peer that stand, by dataset, day and key. */
    public List<OutboundStore.Standing> after(String peer, String book, ComparingStore.Place place, int limit) {
        return sql.sql("select dataset, key, content, day from exchange.standing where peer = :peer and book = :book"
                        + " and not deleted and (dataset collate \"C\", day collate \"C\", key collate \"C\")"
                        + " > (:dataset, :day, :key)"
                        + " order by dataset collate \"C\", day collate \"C\", key collate \"C\" limit :limit")
                .param("peer", peer)
                .param("book", book)
                .param("dataset", place.dataset())
                .param("day", place.day())
                .param("key", place.key())
                .param("limit", limit)
                .query(StandingStore::standing)
                .list();
    }

    /** The next ones of one dataset and day, by key. */
    public List<OutboundStore.Standing> ofDay(String peer, String book, ComparingStore.Place place, int limit) {
        return sql.sql("select dataset, key, content, day from exchange.standing where peer = :peer and book = :book"
                        + " and not deleted and dataset collate \"C\" = :dataset and day collate \"C\" = :day"
                        + " and key collate \"C\" > :key order by key collate \"C\" limit :limit")
                .param("peer", peer)
                .param("book", book)
                .param("dataset", place.dataset())
                .param("day", place.day())
                .param("key", place.key())
                .param("limit", limit)
                .query(StandingStore::standing)
                .list();
    }

    static OutboundStore.Standing standing(ResultSet row, int n) throws SQLException {
        return new OutboundStore.Standing(
                row.getString("dataset"), row.getString("key"), row.getString("content"), row.getString("day"));
    }
}
