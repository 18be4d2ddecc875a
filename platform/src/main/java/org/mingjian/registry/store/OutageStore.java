package org.mingjian.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.exchange.ReportedOutages;
import org.mingjian.identity.Reach;
import org.mingjian.registry.domain.Outage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Outages, one's own and those of the nodes below. */
@Repository
public class OutageStore {

    private static final String COLUMNS =
            "node, id, region, kind, system, part, what, cause, starts_at, ends_at, reported_at,"
                    + " reported_by, detected, report, closing, warnings, version";
    private static final String REACH =
            Reach.condition("outage.region", "cast(null as text)", "cast(null as text)", "cast(null as uuid)");
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final JdbcClient sql;

    OutageStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is looked for. */
    public record Wanted(String text, boolean openOnly, Reach reach) {}

    public List<Outage> list(Wanted wanted, int page, int size) {
        return paged(wanted).page(COLUMNS, "starts_at desc, id", page, size, (row, n) -> outage(row));
    }

    public long count(Wanted wanted) {
        return paged(wanted).count();
    }

    private Paged paged(Wanted wanted) {
        return new Paged(
                sql,
                " from registry.outage where (not :open or closing = '')"
                        + " and (system || ' ' || what || ' ' || node || ' ' || region) like :like and" + REACH,
                Map.of(
                        "open", wanted.openOnly(),
                        "like", "%" + wanted.text() + "%",
                        "reach", wanted.reach().parameter()));
    }

    /** Those of which some lies between two times. */
    public List<Outage> between(Instant from, Instant until, Reach reach) {
        return sql.sql("select " + COLUMNS + " from registry.outage where starts_at < :until"
                        + " and (ends_at is null or ends_at > :from) and" + REACH
                        + " order by node, starts_at limit 100000")
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("reach", reach.parameter())
                .query((row, n) -> outage(row))
                .list();
    }

    /** As above, all that are known here. */
    public List<Outage> between(Instant from, Instant until) {
        return sql.sql("select " + COLUMNS + " from registry.outage where starts_at < :until"
                        + " and (ends_at is null or ends_at > :from) order by node, starts_at, id limit 100000")
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> outage(row))
                .list();
    }

    public Optional<Outage> lock(UUID id) {
        return sql.sql("select " + COLUMNS + " from registry.outage where id = :id and via = '' for update")
                .param("id", id)
                .query((row, n) -> outage(row))
                .optional();
    }

    /** The one that the platform saw begin and not yet end. */
    public Optional<Outage> running(String node, String system) {
        return sql.sql("select " + COLUMNS
                        + " from registry.outage where node = :node and system = :system and detected"
                        + " and ends_at is null and via = '' order by starts_at desc limit 1 for update")
                .param("node", node)
                .param("system", system)
                .query((row, n) -> outage(row))
                .optional();
    }

    /** Keeps a version; an older one, or one of somebody else's, changes nothing. */
    public boolean keep(Outage one, String via) {
        return sql.sql("insert into registry.outage (" + COLUMNS + ", via, sent_version) values (:node, :id, :region,"
                                + " :kind, :system, :part, :what, :cause, :starts, :ends, :at, :by, :detected, :report, :closing,"
                                + " :warnings, :version, :via, 0) on conflict (node, id) do update set"
                                + " what = excluded.what, cause = excluded.cause, starts_at = excluded.starts_at,"
                                + " ends_at = excluded.ends_at, report = excluded.report, closing = excluded.closing,"
                                + " warnings = excluded.warnings, version = excluded.version"
                                + " where registry.outage.version < excluded.version"
                                + " and registry.outage.via = excluded.via")
                        .param("node", one.node())
                        .param("id", one.id())
                        .param("region", one.region())
                        .param("kind", one.kind().name())
                        .param("system", one.system())
                        .param("part", one.part().name())
                        .param("what", one.what())
                        .param("cause", one.cause())
                        .param("starts", Timestamp.from(one.startsAt()))
                        .param("ends", one.endsAt() == null ? null : Timestamp.from(one.endsAt()))
                        .param("at", Timestamp.from(one.reportedAt()))
                        .param("by", one.reportedBy())
                        .param("detected", one.detected())
                        .param("report", one.report())
                        .param("closing", one.closing())
                        .param("warnings", JsonMapper.shared().writeValueAsString(one.warnings()))
                        .param("version", one.version())
                        .param("via", via)
                        .update()
                > 0;
    }

    /** What the upper node has not got yet. */
    public List<Outage> unsent(int limit) {
        return sql.sql("select " + COLUMNS
                        + " from registry.outage where sent_version < version order by reported_at, id"
                        + " limit :limit")
                .param("limit", limit)
                .query((row, n) -> outage(row))
                .list();
    }

    public void sent(Outage one) {
        sql.sql("update registry.outage set sent_version = :version where node = :node and id = :id")
                .param("version", one.version())
                .param("node", one.node())
                .param("id", one.id())
                .update();
    }

    private static Outage outage(ResultSet row) throws SQLException {
        Timestamp ends = row.getTimestamp("ends_at");
        return new Outage(
                row.getString("node"),
                row.getObject("id", UUID.class),
                row.getString("region"),
                Outage.Kind.valueOf(row.getString("kind")),
                row.getString("system"),
                ReportedOutages.Part.valueOf(row.getString("part")),
                row.getString("what"),
                row.getString("cause"),
                row.getTimestamp("starts_at").toInstant(),
                ends == null ? null : ends.toInstant(),
                row.getTimestamp("reported_at").toInstant(),
                row.getString("reported_by"),
                row.getBoolean("detected"),
                row.getString("report"),
                row.getString("closing"),
                JsonMapper.shared().readValue(row.getString("warnings"), WORDS),
                row.getInt("version"));
    }
}
