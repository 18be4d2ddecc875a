package org.mingjian.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Reach;
import org.mingjian.protection.Secrets;
import org.mingjian.registry.domain.Entry;
import org.mingjian.registry.domain.EntryKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is registered; its fields hold telephone numbers and lie sealed. */
@Repository
public class EntryStore implements Secrets.SealedColumns {

    private static final String FIELD = "registry.entry.fields";
    private static final String COLUMNS =
            "node, id, kind, region, name, fields, starts_at, ends_at, ended, version," + " changed_at, changed_by";
    private static final String REACH =
            Reach.condition("entry.region", "cast(null as text)", "cast(null as text)", "cast(null as uuid)");
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final Secrets secrets;

    EntryStore(JdbcClient sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /**
     * What is looked for.
     *
     * @param kind null for all
     */
    public record Wanted(@Nullable EntryKind kind, String text, boolean withEnded, Reach reach) {}

    public List<Entry> list(Wanted wanted, int page, int size) {
        return paged(wanted).page(COLUMNS, "kind, region, name, id", page, size, (row, n) -> entry(row));
    }

    public long count(Wanted wanted) {
        return paged(wanted).count();
    }

    private Paged paged(Wanted wanted) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("kind", wanted.kind() == null ? null : wanted.kind().name());
        parameters.put("ended", wanted.withEnded());
        parameters.put("like", "%" + wanted.text() + "%");
        parameters.put("reach", wanted.reach().parameter());
        String where =
                " from registry.entry where (cast(:kind as text) is null or kind = :kind) and (:ended or not ended)"
                        + " and (name || ' ' || region || ' ' || node) like :like and" + REACH;
        return new Paged(sql, where, parameters);
    }

    /** Who is on duty at a time, or begins within the next days, by region. */
    public List<Entry> duty(Instant now, Instant until, Reach reach) {
        return sql.sql("select " + COLUMNS + " from registry.entry where kind = 'DUTY' and not ended"
                        + " and ends_at > :now and starts_at < :until and" + REACH
                        + " order by starts_at, region, name limit 500")
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("reach", reach.parameter())
                .query((row, n) -> entry(row))
                .list();
    }

    public Optional<Entry> lock(String node, UUID id) {
        return sql.sql("select " + COLUMNS + " from registry.entry where node = :node and id = :id for update")
                .param("node", node)
                .param("id", id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /**
     * Keeps a version; an older one than is here, or one of somebody else's, changes nothing.
     *
     * @param via the lower node it came from; empty for one's own
     */
    public boolean keep(Entry one, String via) {
        return sql.sql("insert into registry.entry (" + COLUMNS + ", via, sent_version) values (:node, :id, :kind,"
                                + " :region, :name, :fields, :starts, :ends, :ended, :version, :at, :by, :via, 0)"
                                + " on conflict (node, id) do update set region = excluded.region, name = excluded.name,"
                                + " fields = excluded.fields, starts_at = excluded.starts_at, ends_at = excluded.ends_at,"
                                + " ended = excluded.ended, version = excluded.version, changed_at = excluded.changed_at,"
                                + " changed_by = excluded.changed_by where registry.entry.version < excluded.version"
                                + " and registry.entry.via = excluded.via and registry.entry.kind = excluded.kind")
                        .param("node", one.node())
                        .param("id", one.id())
                        .param("kind", one.kind().name())
                        .param("region", one.region())
                        .param("name", one.name())
                        .param("fields", secrets.seal(FIELD, JsonMapper.shared().writeValueAsString(one.fields())))
                        .param("starts", stamp(one.startsAt()))
                        .param("ends", stamp(one.endsAt()))
                        .param("ended", one.ended())
                        .param("version", one.version())
                        .param("at", Timestamp.from(one.changedAt()))
                        .param("by", one.changedBy())
                        .param("via", via)
                        .update()
                > 0;
    }

    /** What the upper node has not got yet. */
    public List<Entry> unsent(int limit) {
        return sql.sql("select " + COLUMNS + " from registry.entry where sent_version < version order by changed_at, id"
                        + " limit :limit")
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    public void sent(Entry one) {
        sql.sql("update registry.entry set sent_version = :version where node = :node and id = :id")
                .param("version", one.version())
                .param("node", one.node())
                .param("id", one.id())
                .update();
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public int resealSome(int limit, String newestPrefix, UnaryOperator<String> again) {
        record Old(String node, UUID id, String fields) {}
        List<Old> old = sql.sql("select node, id, fields from registry.entry where fields not like :newest || '%'"
                        + " order by node, id limit :limit for update")
                .param("newest", newestPrefix)
                .param("limit", limit)
                .query((row, n) ->
                        new Old(row.getString("node"), row.getObject("id", UUID.class), row.getString("fields")))
                .list();
        for (Old one : old) {
            sql.sql("update registry.entry set fields = :fields where node = :node and id = :id")
                    .param("fields", again.apply(one.fields()))
                    .param("node", one.node())
                    .param("id", one.id())
                    .update();
        }
        return old.size();
    }

    private static @Nullable Timestamp stamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("node"),
                row.getObject("id", UUID.class),
                EntryKind.valueOf(row.getString("kind")),
                row.getString("region"),
                row.getString("name"),
                JsonMapper.shared().readValue(secrets.open(FIELD, row.getString("fields")), FIELDS),
                instant(row.getTimestamp("starts_at")),
                instant(row.getTimestamp("ends_at")),
                row.getBoolean("ended"),
                row.getInt("version"),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }
}
