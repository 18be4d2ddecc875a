package org.mingjian.party.store;

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
import org.mingjian.party.Achievement;
import org.mingjian.party.Parties.Frozen;
import org.mingjian.party.PartyEntry;
import org.mingjian.protection.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of entries, achievements and what was frozen. */
@Repository
public class PartyStore implements Secrets.SealedColumns {

    /** The field that all sealed values of this register belong to. */
    public static final String SEALED = "party.entry.content";

    private static final String ENTRY = "select id, version, organisation, form, content, document, at, agrees, note,"
            + " verified_by, verified_at from party.entry ";
    private static final String ACHIEVEMENT =
            "select trade, title, tenderer, credit_code, price, signed_at from party.achievement ";

    private final JdbcClient sql;
    private final JsonMapper json;

    PartyStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** @param personKey keyed digest of a registered person's number; null for other forms */
    public void add(PartyEntry entry, UUID account, @Nullable String personKey) {
        sql.sql("update party.entry set newest = false where id = :id and newest")
                .param("id", entry.id())
                .update();
        sql.sql("insert into party.entry (id, version, organisation, form, content, document, at, account,"
                        + " person_key) values (:id, :version, :organisation, :form, cast(:content as jsonb),"
                        + " :document, :at, :account, :personKey)")
                .param("id", entry.id())
                .param("version", entry.version())
                .param("organisation", entry.organisation())
                .param("form", entry.form())
                .param("content", json.writeValueAsString(entry.values()))
                .param("document", entry.document())
                .param("at", Timestamp.from(entry.at()))
                .param("account", account)
                .param("personKey", personKey)
                .update();
    }

    public List<PartyEntry> newest(UUID organisation) {
        return sql.sql(ENTRY + "where organisation = :organisation and newest order by form, at, id")
                .param("organisation", organisation)
                .query(this::entry)
                .list();
    }

    /** How many entries a subject has, and how many of them nobody looked at. */
    public record Sum(int entries, int waiting, int differing) {}

    public Map<UUID, Sum> sums(List<UUID> organisations) {
        Map<UUID, Sum> sums = new HashMap<>();
        sql.sql("select organisation, count(*) as entries, count(*) filter (where verified_at is null) as waiting,"
                        + " count(*) filter (where agrees = false) as differing from party.entry"
                        + " where newest and organisation = any(:organisations) group by organisation")
                .param("organisations", organisations.toArray(UUID[]::new))
                .query((row, n) -> sums.put(
                        row.getObject("organisation", UUID.class),
                        new Sum(row.getInt("entries"), row.getInt("waiting"), row.getInt("differing"))))
                .list();
        return sums;
    }

    /** Entries that nobody compared with their papers yet; the oldest first. */
    public List<PartyEntry> waiting(int limit, long offset) {
        return sql.sql(ENTRY + "where newest and verified_at is null order by at, id limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(this::entry)
                .list();
    }

    public long countWaiting() {
        return sql.sql("select count(*) from party.entry where newest and verified_at is null")
                .query(Long.class)
                .single();
    }

    public List<PartyEntry> versions(UUID id) {
        return sql.sql(ENTRY + "where id = :id order by version")
                .param("id", id)
                .query(this::entry)
                .list();
    }

    /** The newest version, locked. */
    public Optional<PartyEntry> lock(UUID id) {
        return sql.sql(ENTRY + "where id = :id and newest for update")
                .param("id", id)
                .query(this::entry)
                .optional();
    }

    /** One registration at a time for a subject, so that a form that may be there once is there once. */
    public void lockSubject(UUID organisation) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7))")
                .param("key", organisation.toString())
                .query((row, n) -> 1)
                .single();
    }

    public void verify(PartyEntry entry, PartyEntry.Verification found) {
        sql.sql("update party.entry set agrees = :agrees, note = :note, verified_by = :by, verified_at = :at"
                        + " where id = :id and version = :version")
                .param("agrees", found.agrees())
                .param("note", found.note())
                .param("by", found.by())
                .param("at", Timestamp.from(found.at()))
                .param("id", entry.id())
                .param("version", entry.version())
                .update();
    }

    public void won(Achievement won) {
        sql.sql("insert into party.achievement (trade, title, tenderer, credit_code, price)"
                        + " values (:trade, :title, :tenderer, :code, :price) on conflict (trade) do update set"
                        + " title = excluded.title, tenderer = excluded.tenderer, credit_code = excluded.credit_code,"
                        + " price = excluded.price")
                .param("trade", won.trade())
                .param("title", won.title())
                .param("tenderer", won.tenderer())
                .param("code", won.creditCode())
                .param("price", won.price())
                .update();
    }

    public void signed(String trade, String price, Instant at) {
        sql.sql("update party.achievement set price = :price, signed_at = :at where trade = :trade")
                .param("price", price)
                .param("at", Timestamp.from(at))
                .param("trade", trade)
                .update();
    }

    public void forgetAchievements() {
        sql.sql("delete from party.achievement").update();
    }

    public List<Achievement> achievements(String creditCode) {
        return sql.sql(ACHIEVEMENT + "where credit_code = :code and signed_at is not null order by signed_at desc")
                .param("code", creditCode)
                .query((row, n) -> new Achievement(
                        row.getString("trade"),
                        row.getString("title"),
                        row.getString("tenderer"),
                        row.getString("credit_code"),
                        row.getString("price"),
                        row.getTimestamp("signed_at").toInstant()))
                .list();
    }

    /** False when it was frozen before. */
    public boolean freeze(Frozen frozen) {
        return sql.sql("insert into party.frozen (trade, organisation, at, digest, content)"
                                + " values (:trade, :organisation, :at, :digest, cast(:content as jsonb))"
                                + " on conflict (trade, organisation) do nothing")
                        .param("trade", frozen.trade())
                        .param("organisation", frozen.organisation())
                        .param("at", Timestamp.from(frozen.at()))
                        .param("digest", frozen.digest())
                        .param("content", json.writeValueAsString(frozen.content()))
                        .update()
                == 1;
    }

    public Optional<Frozen> frozen(String trade, UUID organisation) {
        return sql.sql("select at, digest, content from party.frozen"
                        + " where trade = :trade and organisation = :organisation")
                .param("trade", trade)
                .param("organisation", organisation)
                .query((row, n) -> new Frozen(
                        trade,
                        organisation,
                        row.getTimestamp("at").toInstant(),
                        row.getString("digest"),
                        json.readTree(row.getString("content"))))
                .optional();
    }

    @Override
    public String field() {
        return SEALED;
    }

    @Override
    public int resealSome(int limit, String newestPrefix, UnaryOperator<String> again) {
        List<PartyEntry> old = sql.sql(ENTRY + "where content::text ~ '\"sm4:' and exists (select 1"
                        + " from jsonb_each_text(content) v where v.value like 'sm4:%'"
                        + " and v.value not like :prefix || '%') order by id, version limit :limit for update")
                .param("prefix", newestPrefix)
                .param("limit", limit)
                .query(this::entry)
                .list();
        for (PartyEntry entry : old) {
            Map<String, String> values = new HashMap<>(entry.values());
            values.replaceAll((name, value) -> value.startsWith("sm4:") ? again.apply(value) : value);
            sql.sql("update party.entry set content = cast(:content as jsonb) where id = :id and version = :version")
                    .param("content", json.writeValueAsString(values))
                    .param("id", entry.id())
                    .param("version", entry.version())
                    .update();
        }
        return old.size();
    }

    private PartyEntry entry(ResultSet row, int n) throws SQLException {
        Map<String, String> values = new HashMap<>();
        JsonNode content = json.readTree(row.getString("content"));
        content.properties()
                .forEach(one -> values.put(one.getKey(), one.getValue().asString()));
        return new PartyEntry(
                row.getObject("id", UUID.class),
                row.getObject("organisation", UUID.class),
                row.getString("form"),
                row.getInt("version"),
                Map.copyOf(values),
                row.getObject("document", UUID.class),
                row.getTimestamp("at").toInstant(),
                verification(row));
    }

    private static PartyEntry.@Nullable Verification verification(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("verified_at");
        return at == null
                ? null
                : new PartyEntry.Verification(
                        row.getBoolean("agrees"), row.getString("note"), row.getString("verified_by"), at.toInstant());
    }
}
