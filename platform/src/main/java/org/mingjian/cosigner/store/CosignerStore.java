package org.mingjian.cosigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of co-signers and their co-signatures. */
@Repository
public class CosignerStore {

    /** @param address where tree heads are handed to it; null when it fetches them itself */
    public record Row(
            UUID id,
            String name,
            String organisation,
            String keyLine,
            @Nullable String address,
            Instant registeredAt,
            @Nullable Instant retiredAt) {}

    /** A co-signature as kept. */
    public record Line(UUID cosigner, long size, String line, Instant signedAt) {}

    /** @param problem empty when the last answer was good */
    public record Contact(
            UUID cosigner,
            long known,
            @Nullable Instant triedAt,
            @Nullable Instant answeredAt,
            String problem) {}

    /** The largest head that enough signed, and when the last of them did. */
    public record Standing(long size, Instant at) {}

    /** Among so many of the newest co-signatures the standing head is looked for. */
    private static final int RECENT = 5000;

    private final JdbcClient sql;

    CosignerStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Row row) {
        sql.sql("insert into cosigner.cosigner (id, name, organisation, key_line, address, registered_at)"
                        + " values (:id, :name, :organisation, :key, :address, :at)")
                .param("id", row.id())
                .param("name", row.name())
                .param("organisation", row.organisation())
                .param("key", row.keyLine())
                .param("address", row.address())
                .param("at", Timestamp.from(row.registeredAt()))
                .update();
        sql.sql("insert into cosigner.contact (cosigner, known) values (:id, 0)")
                .param("id", row.id())
                .update();
    }

    public void retire(UUID id, Instant at, String why) {
        sql.sql("update cosigner.cosigner set retired_at = :at, retired_why = :why"
                        + " where id = :id and retired_at is null")
                .param("at", Timestamp.from(at))
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** All that ever were; those that are first, then by name. */
    public List<Row> all() {
        return sql.sql("select id, name, organisation, key_line, address, registered_at, retired_at"
                        + " from cosigner.cosigner order by retired_at is not null, name, registered_at")
                .query(CosignerStore::row)
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("organisation"),
                row.getString("key_line"),
                row.getString("address"),
                row.getTimestamp("registered_at").toInstant(),
                instant(row, "retired_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** @return false when it was here already; the first one stays */
    public boolean keep(Line line, Instant takenAt) {
        return sql.sql("insert into cosigner.cosignature (size, cosigner, line, signed_at, taken_at)"
                                + " values (:size, :cosigner, :line, :signed, :taken) on conflict do nothing")
                        .param("size", line.size())
                        .param("cosigner", line.cosigner())
                        .param("line", line.line())
                        .param("signed", Timestamp.from(line.signedAt()))
                        .param("taken", Timestamp.from(takenAt))
                        .update()
                == 1;
    }

    /** Co-signatures of those who are registered now, for one tree head. */
    public List<Line> lines(long size) {
        return sql.sql("select s.cosigner, s.size, s.line, s.signed_at from cosigner.cosignature s"
                        + " join cosigner.cosigner c on c.id = s.cosigner"
                        + " where s.size = :size and c.retired_at is null order by c.name")
                .param("size", size)
                .query(CosignerStore::line)
                .list();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                row.getObject("cosigner", UUID.class),
                row.getLong("size"),
                row.getString("line"),
                row.getTimestamp("signed_at").toInstant());
    }

    public Optional<Line> newest(UUID cosigner) {
        return sql.sql("select cosigner, size, line, signed_at from cosigner.cosignature"
                        + " where cosigner = :cosigner order by size desc limit 1")
                .param("cosigner", cosigner)
                .query(CosignerStore::line)
                .optional();
    }

    /** The largest head that at least so many of those registered now have signed, looking at the newest ones. */
    public Optional<Standing> standing(int needed) {
        return sql.sql("select s.size, max(s.signed_at) as at from (select size, cosigner, signed_at"
                        + " from cosigner.cosignature order by size desc limit " + RECENT + ") s"
                        + " join cosigner.cosigner c on c.id = s.cosigner where c.retired_at is null"
                        + " group by s.size having count(*) >= :needed order by s.size desc limit 1")
                .param("needed", needed)
                .query((row, n) ->
                        new Standing(row.getLong("size"), row.getTimestamp("at").toInstant()))
                .optional();
    }

    public List<Contact> contacts() {
        return sql.sql("select cosigner, known, tried_at, answered_at, problem from cosigner.contact")
                .query((row, n) -> new Contact(
                        row.getObject("cosigner", UUID.class),
                        row.getLong("known"),
                        instant(row, "tried_at"),
                        instant(row, "answered_at"),
                        row.getString("problem")))
                .list();
    }

    /** How long the log was when it co-signed last, as far as is known here. */
    public OptionalLong known(UUID cosigner) {
        return sql.sql("select known from cosigner.contact where cosigner = :cosigner")
                .param("cosigner", cosigner)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** @param problem empty when it answered well */
    public void contacted(UUID cosigner, long known, Instant at, String problem) {
        sql.sql("update cosigner.contact set known = greatest(known, :known), tried_at = :at, problem = :problem,"
                        + " answered_at = case when :problem = '' then :at else answered_at end"
                        + " where cosigner = :cosigner")
                .param("known", known)
                .param("at", Timestamp.from(at))
                .param("problem", problem)
                .param("cosigner", cosigner)
                .update();
    }
}
