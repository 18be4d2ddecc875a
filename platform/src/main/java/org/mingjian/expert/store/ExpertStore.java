package org.mingjian.expert.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.ExpertState;
import org.mingjian.expert.ExpertView;
import org.mingjian.expert.NewExpert;
import org.mingjian.expert.Tie;
import org.mingjian.identity.Reach;
import org.mingjian.protection.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of the pool. Names and ties lie sealed; a whole name is found by its keyed digest. */
@Repository
public class ExpertStore implements Secrets.SealedColumns {

    /** The field that all sealed values of the pool belong to. */
    static final String SEALED = "expert.expert.personal";

    private static final String NAME = "expert.expert.name";

    private static final String SELECT = "select e.id, e.account, e.name, e.employer, e.employer_code, e.region_code,"
            + " e.specialties, e.years, e.ties, e.state, e.state_reason from expert.expert e ";

    private static final String IN_REACH = Reach.condition("e.region_code", "null", "null", "null");

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Secrets secrets;

    ExpertStore(JdbcClient sql, JsonMapper json, Secrets secrets) {
        this.sql = sql;
        this.json = json;
        this.secrets = secrets;
    }

    public void add(ExpertId id, NewExpert expert, Instant now) {
        sql.sql(
                        "insert into expert.expert (id, account, name, employer, employer_code, region_code, specialties, years,"
                                + " ties, state, state_since, name_index) values (:id, :account, :name, :employer,"
                                + " :code, :region, :specialties, :years, to_jsonb(cast(:ties as text)), 'ACTIVE',"
                                + " :now, :nameIndex)")
                .param("id", id.value())
                .param("account", expert.account())
                .param("name", secrets.seal(SEALED, expert.name()))
                .param("nameIndex", index(expert.name()))
                .param("employer", expert.employer())
                .param("code", expert.employerCode())
                .param("region", expert.regionCode())
                .param("specialties", expert.specialties().toArray(String[]::new))
                .param("years", expert.years())
                .param("ties", secrets.seal(SEALED, json.writeValueAsString(expert.ties())))
                .param("now", Timestamp.from(now))
                .update();
    }

    public void state(ExpertId id, ExpertState state, String reason, Instant now) {
        sql.sql("update expert.expert set state = :state, state_reason = :reason, state_since = :now where id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("id", id.value())
                .update();
    }

    /** The same, for whose right reaches the expert's region; locked until the transaction ends. */
    public Optional<ExpertView> lock(ExpertId id, Reach reach) {
        return sql.sql(SELECT + "where e.id = :id and " + IN_REACH + "for update")
                .param("id", id.value())
                .param("reach", reach.parameter())
                .query(this::view)
                .optional();
    }

    public Optional<ExpertView> find(ExpertId id) {
        return sql.sql(SELECT + "where e.id = :id")
                .param("id", id.value())
                .query(this::view)
                .optional();
    }

    public Optional<ExpertView> byAccount(UUID account) {
        return sql.sql(SELECT + "where e.account = :account")
                .param("account", account)
                .query(this::view)
                .optional();
    }

    /**
     * Experts who can be drawn: active, of the specialty or one below it, and of the region's city when one is given.
     */
    public List<ExpertView> callable(String specialty, @Nullable String region) {
        return sql.sql(SELECT + "where e.state = 'ACTIVE' and e.account is not null"
                        + " and exists (select 1 from unnest(e.specialties) s where s like :specialty)"
                        + " and e.region_code like :region order by e.id")
                .param("specialty", specialty + "%")
                .param("region", region == null ? "%" : region.substring(0, 4) + "%")
                .query(this::view)
                .list();
    }

    /**
     * One page of the pool by employer; {@code state} null for all.
     *
     * @param search a whole name, or part of an employer
     */
    public List<ExpertView> page(@Nullable ExpertState state, String search, Reach reach, int page, int size) {
        return sql.sql(SELECT + "where (cast(:state as text) is null or e.state = :state)"
                        + " and (e.name_index = :name or e.employer like :search) and " + IN_REACH
                        + " order by e.employer, e.id limit :size offset :from")
                .param("state", state == null ? null : state.name())
                .param("search", like(search))
                .param("name", index(search))
                .param("reach", reach.parameter())
                .param("size", size)
                .param("from", (long) page * size)
                .query(this::view)
                .list();
    }

    public long count(@Nullable ExpertState state, String search, Reach reach) {
        return sql.sql("select count(*) from expert.expert e where (cast(:state as text) is null or e.state = :state)"
                        + " and (e.name_index = :name or e.employer like :search) and " + IN_REACH)
                .param("state", state == null ? null : state.name())
                .param("search", like(search))
                .param("name", index(search))
                .param("reach", reach.parameter())
                .query(Long.class)
                .single();
    }

    private String index(String name) {
        return secrets.index(NAME, name.strip());
    }

    private static String like(String search) {
        return "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private ExpertView view(ResultSet row, int n) throws SQLException {
        return new ExpertView(
                new ExpertId(row.getObject("id", UUID.class)),
                row.getObject("account", UUID.class),
                opened(row.getString("name")),
                row.getString("employer"),
                row.getString("employer_code"),
                row.getString("region_code"),
                Arrays.asList((String[]) row.getArray("specialties").getArray()),
                row.getInt("years"),
                json.readValue(opened(ties(row.getString("ties"))), new TypeReference<List<Tie>>() {}),
                ExpertState.valueOf(row.getString("state")),
                row.getString("state_reason"));
    }

    /** A sealed value is one JSON string in its column. */
    private String ties(String column) {
        return column.startsWith("\"") ? json.readTree(column).asString() : column;
    }

    /** Rows of before the sealing are still in clear until {@link #sealSome} has come to them. */
    private String opened(String value) {
        return value.startsWith("sm4:") ? secrets.open(SEALED, value) : value;
    }

    private record Row(UUID id, String name, String ties) {}

    private List<Row> rows(String condition, String prefix, int limit) {
        return sql.sql("select id, name, ties from expert.expert where " + condition + " limit :limit for update")
                .param("prefix", prefix)
                .param("limit", limit)
                .query((row, n) ->
                        new Row(row.getObject("id", UUID.class), row.getString("name"), ties(row.getString("ties"))))
                .list();
    }

    /** Seals rows that are in clear. @return how many */
    public int sealSome(int limit) {
        List<Row> clear = rows("name_index is null and :prefix = ''", "", limit);
        clear.forEach(row ->
                write(row.id(), secrets.seal(SEALED, row.name()), secrets.seal(SEALED, row.ties()), index(row.name())));
        return clear.size();
    }

    private void write(UUID id, String name, String ties, @Nullable String index) {
        sql.sql("update expert.expert set name = :name, ties = to_jsonb(cast(:ties as text)),"
                        + " name_index = coalesce(:index, name_index) where id = :id")
                .param("name", name)
                .param("ties", ties)
                .param("index", index)
                .param("id", id)
                .update();
    }

    @Override
    public String field() {
        return SEALED;
    }

    @Override
    public int resealSome(int limit, String newestPrefix, UnaryOperator<String> again) {
        List<Row> old = rows("name like 'sm4:%' and name not like :prefix || '%'", newestPrefix, limit);
        old.forEach(row -> write(row.id(), again.apply(row.name()), again.apply(row.ties()), null));
        return old.size();
    }
}
