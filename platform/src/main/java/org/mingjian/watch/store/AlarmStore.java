package org.mingjian.watch.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.watch.Alarms.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of alarms. */
@Repository
public class AlarmStore {

    /** @param seenBy who dealt with it; null while it waits */
    public record Alarm(
            long id,
            Instant at,
            Kind kind,
            String subject,
            String detail,
            @Nullable String seenBy,
            @Nullable Instant seenAt) {}

    private final JdbcClient sql;

    AlarmStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return false when the same one waits already */
    public boolean add(Kind kind, String subject, String detail, Instant at) {
        return sql.sql("insert into watch.alarm (at, kind, subject, detail) select :at, :kind, :subject, :detail"
                                + " where not exists (select 1 from watch.alarm where seen_at is null and kind = :kind"
                                + " and subject = :subject and detail = :detail)")
                        .param("at", Timestamp.from(at))
                        .param("kind", kind.name())
                        .param("subject", subject)
                        .param("detail", detail)
                        .update()
                > 0;
    }

    /** @return false when there is none that waits */
    public boolean seen(long id, String by, Instant at) {
        return sql.sql("update watch.alarm set seen_by = :by, seen_at = :at where id = :id and seen_at is null")
                        .param("id", id)
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /** Those that wait first, then newest first. */
    public List<Alarm> list(int offset, int limit) {
        return sql.sql("select id, at, kind, subject, detail, seen_by, seen_at from watch.alarm"
                        + " order by seen_at is not null, id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> {
                    Timestamp seen = row.getTimestamp("seen_at");
                    return new Alarm(
                            row.getLong("id"),
                            row.getTimestamp("at").toInstant(),
                            Kind.valueOf(row.getString("kind")),
                            row.getString("subject"),
                            row.getString("detail"),
                            row.getString("seen_by"),
                            seen == null ? null : seen.toInstant());
                })
                .list();
    }

    public long count() {
        return sql.sql("select count(*) from watch.alarm").query(Long.class).single();
    }

    public long waiting() {
        return sql.sql("select count(*) from watch.alarm where seen_at is null")
                .query(Long.class)
                .single();
    }
}
