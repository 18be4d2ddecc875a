package org.mingjian.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the audit trail: added and searched, never changed. */
@Repository
public class AuditStore {

    private static final String COLUMNS = "e.position, e.at, e.kind, e.account, e.name, e.address, e.act, e.subject,"
            + " e.result, e.digest from identity.audit_entry e ";

    private static final String WANTED = "where (cast(:account as text) is null or e.account = :account)"
            + " and (cast(:kind as text) is null or e.kind like :kind)"
            + " and (cast(:address as text) is null or e.address = :address)"
            + " and (cast(:from as timestamptz) is null or e.at >= :from)"
            + " and (cast(:until as timestamptz) is null or e.at < :until)"
            + " and (cast(:words as text) is null or e.act ilike :words or e.subject ilike :words"
            + " or e.name ilike :words or e.result ilike :words) ";

    /** One line of the trail. */
    public record Entry(
            long position,
            Instant at,
            String kind,
            String account,
            String name,
            String address,
            String act,
            String subject,
            String result,
            String digest) {}

    /** What the auditor looks for; null does not limit. */
    public record Wanted(
            @Nullable String account,
            @Nullable String kind,
            @Nullable String address,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String words) {}

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    AuditStore(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    public void add(List<Entry> entries) {
        jdbc.batchUpdate(
                "insert into identity.audit_entry (position, at, kind, account, name, address, act, subject, result,"
                        + " digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (position) do nothing",
                entries,
                500,
                (statement, entry) -> {
                    statement.setLong(1, entry.position());
                    statement.setTimestamp(2, Timestamp.from(entry.at()));
                    statement.setString(3, entry.kind());
                    statement.setString(4, entry.account());
                    statement.setString(5, entry.name());
                    statement.setString(6, entry.address());
                    statement.setString(7, entry.act());
                    statement.setString(8, entry.subject());
                    statement.setString(9, entry.result());
                    statement.setString(10, entry.digest());
                });
    }

    /** Newest first. */
    public List<Entry> search(Wanted wanted, int limit, long offset) {
        return where("select " + COLUMNS + WANTED + "order by e.position desc limit :limit offset :offset", wanted)
                .param("limit", limit)
                .param("offset", offset)
                .query(AuditStore::entry)
                .list();
    }

    public long count(Wanted wanted) {
        return where("select count(*) from identity.audit_entry e " + WANTED, wanted)
                .query(Long.class)
                .single();
    }

    /** In order, for the check. */
    public List<Entry> after(long position, int limit) {
        return sql.sql("select " + COLUMNS + "where e.position > :position order by e.position limit :limit")
                .param("position", position)
                .param("limit", limit)
                .query(AuditStore::entry)
                .list();
    }

    /** Rows older than that go; the database itself refuses what is younger than a year. */
    public long forget(Instant before) {
        return sql.sql("select identity.forget_audit(:before)")
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec where(String statement, Wanted wanted) {
        return sql.sql(statement)
                .param("account", wanted.account())
                .param("kind", wanted.kind() == null ? null : wanted.kind() + "%")
                .param("address", wanted.address())
                .param("from", timestamp(wanted.from()))
                .param("until", timestamp(wanted.until()))
                .param("words", pattern(wanted.words()));
    }

    private static @Nullable String pattern(@Nullable String words) {
        return words == null || words.isBlank() ? null : "%" + words.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("account"),
                row.getString("name"),
                row.getString("address"),
                row.getString("act"),
                row.getString("subject"),
                row.getString("result"),
                row.getString("digest"));
    }
}
