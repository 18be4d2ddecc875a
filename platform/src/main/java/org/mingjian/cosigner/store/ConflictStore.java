package org.mingjian.cosigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what co-signers found. */
@Repository
public class ConflictStore {

    /** @param proven this platform's own check bears it out; else it is what the co-signer says */
    public record Found(
            @Nullable UUID cosigner, String kind, boolean proven, long size, String words, String evidence) {}

    /** A finding as kept. */
    public record Row(
            long id, Found found, Instant foundAt, @Nullable Answer answer) {}

    /** What was found out about it. */
    public record Answer(Instant at, String by, String words) {}

    private final JdbcClient sql;

    ConflictStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return false when it is known already */
    public boolean add(Found found, byte[] digest, Instant at) {
        return sql.sql("insert into cosigner.conflict (cosigner, kind, proven, size, words, evidence, digest, found_at)"
                                + " values (:cosigner, :kind, :proven, :size, :words, :evidence, :digest, :at)"
                                + " on conflict (digest) do nothing")
                        .param("cosigner", found.cosigner())
                        .param("kind", found.kind())
                        .param("proven", found.proven())
                        .param("size", found.size())
                        .param("words", found.words())
                        .param("evidence", found.evidence())
                        .param("digest", digest)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Newest first. */
    public List<Row> list(int limit, long offset) {
        return sql.sql(SELECT + " order by answered_at is not null, found_at desc, id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(ConflictStore::row)
                .list();
    }

    private static final String SELECT = "select id, cosigner, kind, proven, size, words, evidence, found_at,"
            + " answered_at, answered_by, answer from cosigner.conflict";

    public Optional<Row> lock(long id) {
        return sql.sql(SELECT + " where id = :id for update")
                .param("id", id)
                .query(ConflictStore::row)
                .optional();
    }

    public Optional<Row> find(long id) {
        return sql.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(ConflictStore::row)
                .optional();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        return new Row(
                row.getLong("id"),
                new Found(
                        row.getObject("cosigner", UUID.class),
                        row.getString("kind"),
                        row.getBoolean("proven"),
                        row.getLong("size"),
                        row.getString("words"),
                        row.getString("evidence")),
                row.getTimestamp("found_at").toInstant(),
                answered == null
                        ? null
                        : new Answer(answered.toInstant(), row.getString("answered_by"), row.getString("answer")));
    }

    public void answer(long id, Answer answer) {
        sql.sql("update cosigner.conflict set answered_at = :at, answered_by = :by, answer = :answer where id = :id")
                .param("at", Timestamp.from(answer.at()))
                .param("by", answer.by())
                .param("answer", answer.words())
                .param("id", id)
                .update();
    }

    public long count() {
        return sql.sql("select count(*) from cosigner.conflict")
                .query(Long.class)
                .single();
    }

    /** Findings that somebody has answered. */
    public int answered() {
        return sql.sql("select count(*) from cosigner.conflict where answered_at is not null")
                .query(Integer.class)
                .single();
    }

    /** Findings that nobody has answered. */
    public int open() {
        return sql.sql("select count(*) from cosigner.conflict where answered_at is null")
                .query(Integer.class)
                .single();
    }
}
