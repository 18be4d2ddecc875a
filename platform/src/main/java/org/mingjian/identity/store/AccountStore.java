package org.mingjian.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of organisations and accounts. */
@Repository
public class AccountStore {

    private static final String ACCOUNT = "select a.id, a.login, a.name, a.organisation, a.active, a.password_hash,"
            + " a.failures, a.locked_until, a.person, a.post, a.must_change, a.password_at, a.password_version,"
            + " array(select distinct s.role from identity.standing(:now) s where s.account = a.id) as roles"
            + " from identity.account a ";
    private static final String ORGANISATION =
            "select id, name, kind, region_code, credit_code, parent from identity.organisation ";

    /** An account with what login needs. */
    public record Row(
            AccountView view,
            @Nullable String passwordHash,
            int failures,
            @Nullable Instant lockedUntil,
            Person person,
            PasswordAge password) {}

    /** Whose account it is and on which post; the digest is null for those who registered themselves. */
    public record Person(byte @Nullable [] digest, @Nullable UUID post) {}

    /** How old the password is and whether it must be changed. */
    public record PasswordAge(boolean mustChange, @Nullable Instant setAt, long version) {}

    /** An account to be opened. */
    public record NewRow(
            UUID id, String login, String name, @Nullable UUID organisation, Person person) {}

    private final JdbcClient sql;
    private final InstantSource clock;

    AccountStore(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Roles are those that stand at this moment. */
    private JdbcClient.StatementSpec accounts(String where) {
        return sql.sql(ACCOUNT + where).param("now", Timestamp.from(clock.instant()));
    }

    public void add(Organisation organisation) {
        sql.sql("insert into identity.organisation (id, name, kind, region_code, credit_code, parent)"
                        + " values (:id, :name, :kind, :region, :credit, :parent)")
                .param("id", organisation.id())
                .param("name", organisation.name())
                .param("kind", organisation.kind().name())
                .param("region", organisation.regionCode())
                .param("credit", organisation.creditCode())
                .param("parent", organisation.parent())
                .update();
    }

    public Optional<Organisation> organisation(UUID id) {
        return sql.sql(ORGANISATION + "where id = :id")
                .param("id", id)
                .query(AccountStore::organisation)
                .optional();
    }

    public Optional<Organisation> organisationByCreditCode(String creditCode) {
        return sql.sql(ORGANISATION + "where credit_code = :code")
                .param("code", creditCode)
                .query(AccountStore::organisation)
                .optional();
    }

    public List<Organisation> organisations(Organisation.@Nullable Kind kind) {
        return sql.sql(ORGANISATION + "where cast(:kind as text) is null or kind = :kind order by region_code, name")
                .param("kind", kind == null ? null : kind.name())
                .query(AccountStore::organisation)
                .list();
    }

    private static final String COMPANIES =
            "where kind = 'COMPANY' and (:text = '' or name like :like or credit_code like :like) ";

    public List<Organisation> companies(String text, int limit, long offset) {
        return sql.sql(ORGANISATION + COMPANIES + "order by name, id limit :limit offset :offset")
                .param("text", text)
                .param("like", like(text))
                .param("limit", limit)
                .param("offset", offset)
                .query(AccountStore::organisation)
                .list();
    }

    public long countCompanies(String text) {
        return sql.sql("select count(*) from identity.organisation " + COMPANIES)
                .param("text", text)
                .param("like", like(text))
                .query(Long.class)
                .single();
    }

    private static String like(String text) {
        return "%" + text.replace("\\", "").replace("%", "").replace("_", "") + "%";
    }

    public void add(NewRow account, @Nullable String passwordHash, boolean mustChange, Instant at) {
        sql.sql("insert into identity.account (id, login, name, password_hash, organisation, created_at, person, post,"
                        + " must_change, password_at) values (:id, :login, :name, :hash, :organisation, :at, :person,"
                        + " :post, :must, :at)")
                .param("id", account.id())
                .param("login", account.login())
                .param("name", account.name())
                .param("hash", passwordHash)
                .param("organisation", account.organisation())
                .param("at", Timestamp.from(at))
                .param("person", account.person().digest())
                .param("post", account.person().post())
                .param("must", mustChange)
                .update();
    }

    public void open(UUID id, boolean active) {
        sql.sql("update identity.account set active = :active, failures = 0, locked_until = null where id = :id")
                .param("active", active)
                .param("id", id)
                .update();
    }

    public void move(UUID id, UUID organisation, @Nullable UUID post) {
        sql.sql("update identity.account set organisation = :organisation, post = :post where id = :id")
                .param("organisation", organisation)
                .param("post", post)
                .param("id", id)
                .update();
    }

    public Optional<Row> account(UUID id) {
        return accounts("where a.id = :id")
                .param("id", id)
                .query(AccountStore::account)
                .optional();
    }

    public List<Row> accounts(Set<UUID> ids) {
        return accounts("where a.id in (:ids)")
                .param("ids", ids)
                .query(AccountStore::account)
                .list();
    }

    public Optional<Row> accountByLogin(String login) {
        return accounts("where a.login = :login")
                .param("login", login)
                .query(AccountStore::account)
                .optional();
    }

    public List<Row> accounts(@Nullable Role role) {
        return accounts("where cast(:role as text) is null or exists"
                        + " (select 1 from identity.standing(:now) r where r.account = a.id and r.role = :role)"
                        + " order by a.login limit 1000")
                .param("role", role == null ? null : role.name())
                .query(AccountStore::account)
                .list();
    }

    public void failed(UUID id, @Nullable Instant lockedUntil) {
        sql.sql("update identity.account set failures = failures + 1, locked_until = :until where id = :id")
                .param("until", lockedUntil == null ? null : Timestamp.from(lockedUntil))
                .param("id", id)
                .update();
    }

    public void succeeded(UUID id) {
        sql.sql("update identity.account set failures = 0, locked_until = null where id = :id and failures > 0")
                .param("id", id)
                .update();
    }

    private static Organisation organisation(ResultSet row, int n) throws SQLException {
        return new Organisation(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Organisation.Kind.valueOf(row.getString("kind")),
                row.getString("region_code"),
                row.getString("credit_code"),
                row.getObject("parent", UUID.class));
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }

    private static Row account(ResultSet row, int n) throws SQLException {
        Timestamp locked = row.getTimestamp("locked_until");
        Timestamp set = row.getTimestamp("password_at");
        return new Row(
                new AccountView(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        roles(row),
                        row.getObject("organisation", UUID.class),
                        row.getBoolean("active")),
                row.getString("password_hash"),
                row.getInt("failures"),
                locked == null ? null : locked.toInstant(),
                new Person(row.getBytes("person"), row.getObject("post", UUID.class)),
                new PasswordAge(
                        row.getBoolean("must_change"),
                        set == null ? null : set.toInstant(),
                        row.getLong("password_version")));
    }
}
