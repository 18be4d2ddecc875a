package org.mingjian.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Accounts.NewAccount;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of organisations and accounts. */
@Repository
public class AccountStore {

    private static final String ACCOUNT = "select a.id, a.login, a.name, a.organisation, a.active, a.password_hash,"
            + " a.failures, a.locked_until,"
            + " array(select r.role from identity.account_role r where r.account = a.id) as roles"
            + " from identity.account a ";
    private static final String ORGANISATION =
            "select id, name, kind, region_code, credit_code, parent from identity.organisation ";

    /** An account with what login needs. */
    public record Row(
            AccountView view,
            @Nullable String passwordHash,
            int failures,
            @Nullable Instant lockedUntil) {}

    private final JdbcClient sql;

    AccountStore(JdbcClient sql) {
        this.sql = sql;
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

    public void add(UUID id, NewAccount account, @Nullable String passwordHash, Instant at) {
        sql.sql("insert into identity.account (id, login, name, password_hash, organisation, created_at)"
                        + " values (:id, :login, :name, :hash, :organisation, :at)")
                .param("id", id)
                .param("login", account.login())
                .param("name", account.name())
                .param("hash", passwordHash)
                .param("organisation", account.organisation())
                .param("at", Timestamp.from(at))
                .update();
        for (Role role : account.roles()) {
            sql.sql("insert into identity.account_role (account, role) values (:account, :role)")
                    .param("account", id)
                    .param("role", role.name())
                    .update();
        }
    }

    public Optional<Row> account(UUID id) {
        return sql.sql(ACCOUNT + "where a.id = :id")
                .param("id", id)
                .query(AccountStore::account)
                .optional();
    }

    public Optional<Row> accountByLogin(String login) {
        return sql.sql(ACCOUNT + "where a.login = :login")
                .param("login", login)
                .query(AccountStore::account)
                .optional();
    }

    public List<Row> accounts(@Nullable Role role) {
        return sql.sql(ACCOUNT + "where cast(:role as text) is null or exists"
                        + " (select 1 from identity.account_role r where r.account = a.id and r.role = :role)"
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

    private static Row account(ResultSet row, int n) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        Timestamp locked = row.getTimestamp("locked_until");
        return new Row(
                new AccountView(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        roles,
                        row.getObject("organisation", UUID.class),
                        row.getBoolean("active")),
                row.getString("password_hash"),
                row.getInt("failures"),
                locked == null ? null : locked.toInstant());
    }
}
