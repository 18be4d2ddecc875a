package org.mingjian.exchange.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.CrossChecks.Standing;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.ReportedRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledgers 账本 of what stands reported: the real one and the one of tests. */
@Repository
public class StandingStore {

    private static final int LONGEST_CODE = 200;

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

    /** A ledger as the cross checks ask for it. */
    public ReportedRecords of(String book) {
        return new ReportedRecords() {
            @Override
            public Optional<Standing> byKey(String dataset, String key) {
                return one(book, dataset, "key = :value", Json.plain(key, 60), key);
            }

            @Override
            public Optional<Standing> byCode(String dataset, String code) {
                return one(book, dataset, "code = :value and code <> '' and not deleted", code(code), code);
            }

            @Override
            public Optional<Standing> byWords(String dataset, String words) {
                return one(book, dataset, "words = :value and words <> '' and not deleted", words(words), words);
            }

            @Override
            public boolean complete() {
                return true;
            }
        };
    }

    private Optional<Standing> one(String book, String dataset, String where, String value, String asked) {
        return sql.sql("select dataset, key, sender, code, deleted from exchange.standing where book = :book"
                        + " and dataset = :dataset and " + where + " limit 1")
                .param("book", book)
                .param("dataset", Json.plain(dataset, 10))
                .param("value", value)
                .query((row, n) -> new Standing(
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getString("sender"),
                        row.getString("code"),
                        asked,
                        row.getBoolean("deleted")))
                .optional();
    }

    /** Puts an accepted record into its ledger. */
    public void keep(String peer, Lane lane, long number, DataRecord record, Standing standing) {
        sql.sql("insert into exchange.standing (book, dataset, key, peer, sender, code, words, deleted, content, day,"
                        + " lane, number) values (:book, :dataset, :key, :peer, :sender, :code, :words, :deleted,"
                        + " :content, :day, :lane, :number) on conflict (book, dataset, key) do update set"
                        + " peer = excluded.peer, sender = excluded.sender,"
                        + " code = case when excluded.deleted then exchange.standing.code else excluded.code end,"
                        + " words = excluded.words, deleted = excluded.deleted, content = excluded.content,"
                        + " day = excluded.day, lane = excluded.lane, number = excluded.number")
                .param("book", lane.book())
                .param("dataset", record.dataset())
                .param("key", record.key())
                .param("peer", peer)
                .param("sender", Json.plain(record.sender(), 20))
                .param("code", code(standing.code()))
                .param("words", words(standing.words()))
                .param("deleted", standing.deleted())
                .param("content", Wire.content(record))
                .param("day", InboundStore.day(record))
                .param("lane", lane.name())
                .param("number", number)
                .update();
    }

    /** Every record of a peer that stands, in order. */
    public List<OutboundStore.Standing> ofPeer(String peer, String book) {
        return sql.sql("select dataset, key, content, day from exchange.standing where peer = :peer and book = :book"
                        + " and not deleted order by dataset, day, key")
                .param("peer", peer)
                .param("book", book)
                .query((row, n) -> new OutboundStore.Standing(
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getString("content"),
                        row.getString("day"),
                        false))
                .list();
    }

    private static String code(String code) {
        return Json.plain(code, LONGEST_CODE);
    }

    private static String words(String words) {
        return words.isEmpty() ? "" : Sm3.hex(Sm3.digest(words.getBytes(StandardCharsets.UTF_8)));
    }
}
