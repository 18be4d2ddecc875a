package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Notices that were brought in from elsewhere. */
@Repository
public class NoticeStore {

    private static final TypeReference<List<Gap>> GAPS = new TypeReference<>() {};
    private static final String COLUMNS =
            "id, digest, dataset, title, published, source, ready, key, gaps, problems, taken_at, taken_by";

    private final JdbcClient sql;

    NoticeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a notice lacks. */
    public record Gap(String gap, String title, String detail, String explanation) {}

    /** A notice as it was taken last. */
    public record Row(
            String id,
            String digest,
            String dataset,
            String title,
            String published,
            String source,
            boolean ready,
            String key,
            List<Gap> gaps,
            List<Problem> problems,
            Instant at,
            String by) {}

    public Optional<Row> find(String id) {
        return sql.sql("select " + COLUMNS + " from exchange.notice where id = :id")
                .param("id", id)
                .query(NoticeStore::row)
                .optional();
    }

    public void keep(Row row) {
        sql.sql("insert into exchange.notice (" + COLUMNS + ") values (:id, :digest, :dataset, :title, :published,"
                        + " :source, :ready, :key, :gaps, :problems, :at, :by) on conflict (id) do update set"
                        + " digest = excluded.digest, dataset = excluded.dataset, title = excluded.title,"
                        + " published = excluded.published, source = excluded.source, ready = excluded.ready,"
                        + " key = excluded.key, gaps = excluded.gaps, problems = excluded.problems,"
                        + " taken_at = excluded.taken_at, taken_by = excluded.taken_by")
                .param("id", row.id())
                .param("digest", row.digest())
                .param("dataset", row.dataset())
                .param("title", Json.plain(row.title(), 1000))
                .param("published", Json.plain(row.published(), 100))
                .param("source", Json.plain(row.source(), 200))
                .param("ready", row.ready())
                .param("key", row.key())
                .param("gaps", Json.text(row.gaps()))
                .param("problems", Json.text(row.problems()))
                .param("at", Timestamp.from(row.at()))
                .param("by", row.by())
                .update();
    }

    /** Newest first; {@code held}: only those that were not queued. */
    public List<Row> page(boolean held, int page, int size) {
        return sql.sql("select " + COLUMNS + " from exchange.notice where (not :held or not ready)"
                        + " order by taken_at desc, id limit :size offset :from")
                .param("held", held)
                .param("size", size)
                .param("from", (long) page * size)
                .query(NoticeStore::row)
                .list();
    }

    public long count(boolean held) {
        return sql.sql("select count(*) from exchange.notice where (not :held or not ready)")
                .param("held", held)
                .query(Long.class)
                .single();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("digest"),
                row.getString("dataset"),
                row.getString("title"),
                row.getString("published"),
                row.getString("source"),
                row.getBoolean("ready"),
                row.getString("key"),
                JsonMapper.shared().readValue(row.getString("gaps"), GAPS),
                Json.problems(row.getString("problems")),
                row.getTimestamp("taken_at").toInstant(),
                row.getString("taken_by"));
    }
}
