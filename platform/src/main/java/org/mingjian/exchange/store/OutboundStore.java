package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 待报队列: the numbered lanes to the upper node. A row is never removed; its record may be emptied when it is old. */
@Repository
public class OutboundStore {

    private final JdbcClient sql;

    OutboundStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** How far a record has come. */
    public enum State {
        QUEUED,
        RECEIVED,
        REFUSED,
        ACCEPTED
    }

    /**
     * The newest that was queued of a key.
     *
     * @param fact position of the fact behind it; an older one says nothing new
     * @param standing whether the upper node has it in its ledger and not deleted
     * @param state of that newest
     */
    public record Last(Lane lane, long number, int op, String content, long fact, boolean standing, State state) {}

    /**
     * A record to be queued.
     *
     * @param origin the lower node it came from, or empty
     * @param originNumber its number there
     * @param trade 统一交易标识码, or empty
     */
    public record New(
            DataRecord record,
            List<Wire.File> files,
            String origin,
            long originNumber,
            String trade,
            long fact,
            Instant due) {}

    /** Where feedback about a record has to go on to. */
    public record Origin(String peer, Lane lane, long number, String dataset, String key) {}

    /** A key of a dataset. */
    public record Key(String dataset, String key) {
        public static Key of(DataRecord record) {
            return new Key(record.dataset(), record.key());
        }
    }

    /** The newest of each of these keys that has one; held, in one order everywhere, until the transaction ends. */
    public Map<Key, Last> last(Collection<Key> keys) {
        Map<Key, Last> last = new HashMap<>();
        sql.sql("select s.dataset, s.key, s.lane, s.number, s.op, s.content, s.fact, s.standing, o.state"
                        + " from unnest(:datasets::text[], :keys::text[]) a(dataset, key)"
                        + " join exchange.sent_key s on s.dataset = a.dataset and s.key = a.key"
                        + " join exchange.outbound o on o.lane = s.lane and o.number = s.number"
                        + " order by s.dataset, s.key for update of s")
                .param("datasets", Columns.texts(keys, Key::dataset))
                .param("keys", Columns.texts(keys, Key::key))
                .query(row -> {
                    last.put(
                            new Key(row.getString("dataset"), row.getString("key")),
                            new Last(
                                    Lane.valueOf(row.getString("lane")),
                                    row.getLong("number"),
                                    row.getInt("op"),
                                    row.getString("content"),
                                    row.getLong("fact"),
                                    row.getBoolean("standing"),
                                    State.valueOf(row.getString("state"))));
                });
        return last;
    }

    /** A record with the lane it came or was asked for, the lane it goes, and the digest of its content. */
    public record Queued(Lane asked, Lane lane, New what, String content) {

        Key key() {
            return Key.of(what.record());
        }
    }

    /** As {@link #addAll} for one; its number. */
    public long add(Lane lane, New queued, Instant now) {
        return add(lane, List.of(new Queued(lane, lane, queued, Wire.content(queued.record()))), now);
    }

    /** Queues in this order with the next numbers of their lanes, which the caller's transaction then holds. */
    public void addAll(List<Queued> queued, Instant now) {
        for (Lane lane : Lane.values()) {
            List<Queued> some =
                    queued.stream().filter(one -> one.lane() == lane).toList();
            if (!some.isEmpty()) {
                add(lane, some, now);
            }
        }
    }

    /** The last of their numbers. */
    private long add(Lane lane, List<Queued> queued, Instant now) {
        long last = sql.sql("update exchange.lane_out set last = last + :count where lane = :lane returning last")
                .param("count", queued.size())
                .param("lane", lane.name())
                .query(Long.class)
                .single();
        sql.sql("insert into exchange.outbound (lane, number, dataset, key, op, record, digest, content, origin,"
                        + " origin_number, origin_lane, trade, fact, files, day, due, queued_at, state, problems, higher)"
                        + " select :lane, :before + q.n, q.dataset, q.key, q.op, q.record, q.digest, q.content, q.origin,"
                        + " q.origin_number, q.origin_lane, q.trade, q.fact, q.files, q.day, q.due, :now, 'QUEUED', '[]', ''"
                        + " from unnest(:datasets::text[], :keys::text[], :ops::int[], :records::text[],"
                        + " :digests::text[], :contents::text[], :origins::text[], :originNumbers::bigint[],"
                        + " :originLanes::text[], :trades::text[], :facts::bigint[], :files::text[],"
                        + " :days::text[], :dues::timestamptz[])"
                        + " with ordinality q(dataset, key, op, record, digest, content, origin, origin_number,"
                        + " origin_lane, trade, fact, files, day, due, n)")
                .param("lane", lane.name())
                .param("before", last - queued.size())
                .param("datasets", Columns.texts(queued, one -> one.key().dataset()))
                .param("keys", Columns.texts(queued, one -> one.key().key()))
                .param(
                        "ops",
                        Columns.integers(queued, one -> one.what().record().op()))
                .param(
                        "records",
                        Columns.texts(queued, one -> Json.text(one.what().record())))
                .param(
                        "digests",
                        Columns.texts(queued, one -> Wire.digest(one.what().record())))
                .param("contents", Columns.texts(queued, Queued::content))
                .param("origins", Columns.texts(queued, one -> one.what().origin()))
                .param("originNumbers", Columns.numbers(queued, one -> one.what()
                        .originNumber()))
                .param("originLanes", Columns.texts(queued, one -> one.asked().name()))
                .param("trades", Columns.texts(queued, one -> one.what().trade()))
                .param("facts", Columns.numbers(queued, one -> one.what().fact()))
                .param(
                        "files",
                        Columns.texts(queued, one -> Json.text(one.what().files())))
                .param(
                        "days",
                        Columns.texts(queued, one -> InboundStore.day(one.what().record())))
                .param("dues", Columns.times(queued, one -> one.what().due()))
                .param("now", Timestamp.from(now))
                .update();
        remember(lane, last, queued);
        return last;
    }

    /** What was queued last of each key; what was refused of it before is settled by this. */
    private void remember(Lane lane, long last, List<Queued> queued) {
        Map<Key, Integer> newest =
                new TreeMap<>(Comparator.comparing(Key::dataset).thenComparing(Key::key));
        for (int n = 0; n < queued.size(); n++) {
            newest.put(queued.get(n).key(), n);
        }
        List<Queued> rows = newest.values().stream().map(queued::get).toList();
        String[] datasets = Columns.texts(rows, one -> one.key().dataset());
        String[] keys = Columns.texts(rows, one -> one.key().key());
        sql.sql("insert into exchange.sent_key (dataset, key, lane, number, op, content, fact, standing)"
                        + " select k.dataset, k.key, :lane, k.number, k.op, k.content, k.fact, false"
                        + " from unnest(:datasets::text[], :keys::text[], :numbers::bigint[], :ops::int[],"
                        + " :contents::text[], :facts::bigint[]) k(dataset, key, number, op, content, fact)"
                        + " on conflict (dataset, key) do update set lane = excluded.lane, number = excluded.number,"
                        + " op = excluded.op, content = excluded.content, fact = excluded.fact")
                .param("lane", lane.name())
                .param("datasets", datasets)
                .param("keys", keys)
                .param("numbers", Columns.numbers(newest.values(), n -> last - queued.size() + 1 + n))
                .param("ops", Columns.integers(rows, one -> one.what().record().op()))
                .param("contents", Columns.texts(rows, Queued::content))
                .param("facts", Columns.numbers(rows, one -> one.what().fact()))
                .update();
        sql.sql("update exchange.outbound o set settled = true from unnest(:datasets::text[], :keys::text[])"
                        + " k(dataset, key) where o.dataset = k.dataset and o.key = k.key and o.state = 'REFUSED'"
                        + " and not o.settled")
                .param("datasets", datasets)
                .param("keys", keys)
                .update();
    }

    /** The first that wait, in order: at most {@code limit}, and at most some megabytes unless one alone is longer. */
    public List<Wire.Sent> waiting(Lane lane, int limit) {
        return sql.sql("select number, due, record, files from (select f.*,"
                        + " sum(octet_length(record)) over (order by number) bytes, row_number() over (order by number) n"
                        + " from (select number, due, record, files from exchange.outbound where lane = :lane"
                        + " and state = 'QUEUED' order by number limit :limit) f) w"
                        + " where n = 1 or bytes <= :most order by number")
                .param("lane", lane.name())
                .param("limit", limit)
                .param("most", InboundStore.MOST_BYTES)
                .query((row, n) -> new Wire.Sent(
                        row.getLong("number"),
                        row.getTimestamp("due").toInstant(),
                        Json.record(row.getString("record")),
                        Json.files(row.getString("files"))))
                .list();
    }

    /** Whether more waits to be sent. */
    public boolean queued(Lane lane) {
        return sql.sql("select exists (select 1 from exchange.outbound where lane = :lane and state = 'QUEUED')")
                .param("lane", lane.name())
                .query(Boolean.class)
                .single();
    }

    /** The upper node has them on disk, and understood what was sent when the digest is ours. */
    public void received(Lane lane, List<Wire.Receipt> receipts, Instant now) {
        sql.sql("update exchange.outbound o set state = 'RECEIVED', received_at = :now"
                        + " from unnest(:numbers::bigint[], :digests::text[]) r(number, digest) where o.lane = :lane"
                        + " and o.number = r.number and o.digest = r.digest and o.state = 'QUEUED'")
                .param("lane", lane.name())
                .param("numbers", Columns.numbers(receipts, Wire.Receipt::n))
                .param("digests", Columns.texts(receipts, Wire.Receipt::digest))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The upper node has lost what it had, or never had it: everything from a number on goes again. */
    public int again(Lane lane, long from) {
        return sql.sql("update exchange.outbound set state = 'QUEUED', received_at = null where lane = :lane"
                        + " and number >= :from and state <> 'QUEUED' and record <> ''")
                .param("lane", lane.name())
                .param("from", from)
                .update();
    }

    public long cursor(Lane lane) {
        return sql.sql("select cursor from exchange.lane_heard where lane = :lane")
                .param("lane", lane.name())
                .query(Long.class)
                .single();
    }

    public long lockCursor(Lane lane) {
        return sql.sql("select cursor from exchange.lane_heard where lane = :lane for update")
                .param("lane", lane.name())
                .query(Long.class)
                .single();
    }

    public void move(Lane lane, long cursor) {
        sql.sql("update exchange.lane_heard set cursor = :cursor where lane = :lane")
                .param("lane", lane.name())
                .param("cursor", cursor)
                .update();
    }

    /** What the upper node decided; of two words about one record the first counts. */
    public void decided(Lane lane, List<Wire.Found> found) {
        Map<Long, Wire.Found> first = new LinkedHashMap<>();
        found.forEach(one -> first.putIfAbsent(one.n(), one));
        if (first.isEmpty()) {
            return;
        }
        List<Long> accepted = sql.sql("update exchange.outbound o set state = d.state, decided_at = d.at,"
                        + " problems = d.problems, received_at = coalesce(o.received_at, d.at)"
                        + " from unnest(:numbers::bigint[], :states::text[], :ats::timestamptz[], :problems::text[])"
                        + " d(number, state, at, problems) where o.lane = :lane and o.number = d.number"
                        + " and o.state in ('QUEUED', 'RECEIVED')"
                        + " returning case when o.state = 'ACCEPTED' then o.number else 0 end")
                .param("numbers", first.keySet().toArray(Long[]::new))
                .param("states", Columns.texts(first.values(), one -> one.good() ? "ACCEPTED" : "REFUSED"))
                .param("ats", Columns.times(first.values(), Wire.Found::at))
                .param("problems", Columns.texts(first.values(), one -> Json.text(one.problems())))
                .param("lane", lane.name())
                .query(Long.class)
                .list();
        sql.sql("update exchange.sent_key s set standing = a.op <> 3 from (select distinct on (o.dataset, o.key)"
                        + " o.dataset, o.key, o.op from exchange.outbound o where o.lane = :lane"
                        + " and o.number = any(:numbers) order by o.dataset, o.key, o.number desc) a"
                        + " where s.dataset = a.dataset and s.key = a.key")
                .param("lane", lane.name())
                .param("numbers", accepted.toArray(Long[]::new))
                .update();
    }

    /** What a node above the upper one decided; of two words about one record the last counts. */
    public void decidedHigher(Lane lane, List<Wire.Found> found) {
        Map<Long, Wire.Found> last = new LinkedHashMap<>();
        found.forEach(one -> last.put(one.n(), one));
        if (last.isEmpty()) {
            return;
        }
        sql.sql("update exchange.outbound o set higher = h.found from unnest(:numbers::bigint[], :found::text[])"
                        + " h(number, found) where o.lane = :lane and o.number = h.number")
                .param("numbers", last.keySet().toArray(Long[]::new))
                .param("found", Columns.texts(last.values(), Json::text))
                .param("lane", lane.name())
                .update();
    }

    /** Where those of these numbers came from that came from below. */
    public Map<Long, Origin> origins(Lane lane, List<Long> numbers) {
        Map<Long, Origin> origins = new HashMap<>();
        sql.sql("select number, origin, origin_number, origin_lane, dataset, key from exchange.outbound"
                        + " where lane = :lane and number = any(:numbers) and origin <> ''")
                .param("lane", lane.name())
                .param("numbers", numbers.toArray(Long[]::new))
                .query(row -> {
                    String came = row.getString("origin_lane");
                    origins.put(
                            row.getLong("number"),
                            new Origin(
                                    row.getString("origin"),
                                    came.isEmpty() ? lane : Lane.valueOf(came),
                                    row.getLong("origin_number"),
                                    row.getString("dataset"),
                                    row.getString("key")));
                });
        return origins;
    }

    static List<String> lanes(String book) {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane.book().equals(book))
                .map(Lane::name)
                .toList();
    }

    /** @param day of the record's time stamp, yyyyMMdd */
    public record Standing(String dataset, String key, String content, String day) {}
}
