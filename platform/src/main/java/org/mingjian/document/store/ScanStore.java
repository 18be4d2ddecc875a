package org.mingjian.document.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.domain.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what was looked at for malicious code. */
@Repository
public class ScanStore {

    /** A content that waits. */
    public record Waiting(UUID id, Instant storedAt, String sm3, String name, long size) {}

    /** How many contents are how far. */
    public record Counts(long waiting, long infected) {}

    private final JdbcClient sql;

    ScanStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Keeps a verdict for every file with this content; one that is no verdict leaves it waiting. */
    public void judged(String sm3, Verdict verdict, Instant at) {
        String state = state(verdict);
        if (state == null) {
            return;
        }
        sql.sql("update document.document set scan = :scan, signature = :signature, scanned_at = :at"
                        + " where sm3 = :sm3 and (scan is null or :scan = 'INFECTED')")
                .param("scan", state)
                .param("signature", verdict instanceof Verdict.Infected found ? found.signature() : null)
                .param("at", Timestamp.from(at))
                .param("sm3", sm3)
                .update();
    }

    private static @Nullable String state(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clean clean -> "CLEAN";
            case Verdict.Infected infected -> "INFECTED";
            case Verdict.Sealed sealed -> "SEALED";
            case Verdict.TooLarge large -> "TOO_LARGE";
            case Verdict.Missing missing -> "MISSING";
            case Verdict.Unscanned unscanned -> null;
        };
    }

    /** The oldest first, after one that was had before. */
    public List<Waiting> waiting(Instant after, UUID afterId, int limit) {
        return sql.sql("select id, stored_at, sm3, name, size from document.document where scan is null"
                        + " and (stored_at, id) > (:after, :id) order by stored_at, id limit :limit")
                .param("after", Timestamp.from(after))
                .param("id", afterId)
                .param("limit", limit)
                .query((row, n) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("stored_at").toInstant(),
                        row.getString("sm3"),
                        row.getString("name"),
                        row.getLong("size")))
                .list();
    }

    public boolean isInfected(String sm3) {
        return sql.sql("select exists (select 1 from document.document where sm3 = :sm3 and scan = 'INFECTED')")
                .param("sm3", sm3)
                .query(Boolean.class)
                .single();
    }

    public Counts counts() {
        return sql.sql("select (select count(*) from document.document where scan is null) as waiting,"
                        + " (select count(*) from document.document where scan = 'INFECTED') as infected")
                .query((row, n) -> new Counts(row.getLong("waiting"), row.getLong("infected")))
                .single();
    }
}
