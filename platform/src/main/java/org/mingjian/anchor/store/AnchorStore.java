package org.mingjian.anchor.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.mingjian.anchor.Anchors.Anchored;
import org.mingjian.anchor.domain.Chain;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the queue and of what stands on the chain. */
@Repository
public class AnchorStore {

    /** A head in the queue. */
    public record Head(long size, byte[] root) {}

    /** The last contact with the chain. */
    public record Contact(String place, String problem) {}

    private final JdbcClient sql;

    AnchorStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Queues it when it is larger than all before. */
    public void queue(Head head, Instant at) {
        sql.sql("insert into anchor.head (size, root, queued_at) select :size, :root, :at"
                        + " where not exists (select 1 from anchor.head where size >= :size) on conflict do nothing")
                .param("size", head.size())
                .param("root", head.root())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The smallest head that does not stand at this place yet. */
    public Optional<Head> next(String place) {
        return sql.sql("select h.size, h.root from anchor.head h where not exists"
                        + " (select 1 from anchor.written w where w.place = :place and w.size = h.size)"
                        + " order by h.size limit 1")
                .param("place", place)
                .query((row, n) -> new Head(row.getLong("size"), row.getBytes("root")))
                .optional();
    }

    public void written(String place, long size, Chain.Written written, Instant at) {
        sql.sql("insert into anchor.written (place, size, transaction, block, written_at)"
                        + " values (:place, :size, :transaction, :block, :at) on conflict do nothing")
                .param("place", place)
                .param("size", size)
                .param("transaction", written.transaction())
                .param("block", written.block())
                .param("at", Timestamp.from(at))
                .update();
    }

    public void contacted(String place, Instant at, String problem) {
        sql.sql("insert into anchor.contact (place, at, problem) values (:place, :at, :problem)"
                        + " on conflict (only_one) do update set at = :at, problem = :problem,"
                        + " place = case when :place = '' then anchor.contact.place else :place end")
                .param("place", place)
                .param("at", Timestamp.from(at))
                .param("problem", problem)
                .update();
    }

    public Contact contact() {
        return sql.sql("select place, problem from anchor.contact")
                .query((row, n) -> new Contact(row.getString("place"), row.getString("problem")))
                .optional()
                .orElse(new Contact("", ""));
    }

    public long waiting(String place) {
        return sql.sql("select count(*) from anchor.head h where not exists"
                        + " (select 1 from anchor.written w where w.place = :place and w.size = h.size)")
                .param("place", place)
                .query(Long.class)
                .single();
    }

    /** Newest first; where it stands at this place, if it does. */
    public List<Anchored> newest(String place, int limit) {
        return sql.sql("select h.size, h.root, h.queued_at, w.place, w.transaction, w.block, w.written_at"
                        + " from anchor.head h left join anchor.written w on w.size = h.size and w.place = :place"
                        + " order by h.size desc limit :limit")
                .param("place", place)
                .param("limit", limit)
                .query((row, n) -> {
                    Timestamp at = row.getTimestamp("written_at");
                    return new Anchored(
                            row.getLong("size"),
                            Base64.getEncoder().encodeToString(row.getBytes("root")),
                            row.getTimestamp("queued_at").toInstant(),
                            row.getString("place"),
                            row.getString("transaction"),
                            row.getObject("block", Long.class),
                            at == null ? null : at.toInstant());
                })
                .list();
    }
}
