package org.mingjian.identity.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.DataScope;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.identity.Rights.Right;
import org.mingjian.identity.Role;
import org.mingjian.identity.domain.Incompatible;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of grants: who may do what, how far, until when, by whose decision. */
@Repository
public class RightStore {

    /** The departments of a scope: the organisation and all below it. */
    private static final String BELOW = "array(with recursive below as (select o.id from identity.organisation o"
            + " where o.id = g.department union all select o.id from identity.organisation o"
            + " join below b on o.parent = b.id) select id from below where g.department is not null) as departments";

    private static final String COLUMNS = "g.id, g.account, g.role, g.organisation, g.post, g.region, g.department,"
            + " g.trade_kind, g.trade, g.from_at, g.ends_at, g.ended_at, g.ended_why, g.source, g.proposal,"
            + " g.delegated_of, " + BELOW;

    /** A grant as stored. */
    public record Grant(
            UUID id,
            UUID account,
            @Nullable UUID organisation,
            Right right,
            @Nullable Instant endedAt,
            String endedWhy,
            String source,
            @Nullable UUID proposal,
            @Nullable UUID delegatedOf) {}

    /** A grant to be given. */
    public record NewGrant(
            UUID account,
            @Nullable UUID organisation,
            @Nullable UUID post,
            Right right,
            String source,
            @Nullable UUID proposal,
            @Nullable UUID delegatedOf) {}

    /** Somebody who can, and through which grant. */
    public record Holder(
            UUID account,
            String login,
            String name,
            @Nullable String organisation,
            @Nullable String post,
            Grant grant,
            @Nullable String proposedBy,
            @Nullable String activatedBy,
            @Nullable String delegatedBy) {}

    private final JdbcClient sql;

    RightStore(JdbcClient sql) {
        this.sql = sql;
    }

    public UUID give(NewGrant grant) {
        UUID id = UUID.randomUUID();
        Right right = grant.right();
        DataScope scope = right.scope();
        sql.sql(
                        "insert into identity.role_grant (id, account, role, organisation, post, region, department, trade_kind,"
                                + " trade, from_at, ends_at, source, proposal, delegated_of) values (:id, :account, :role,"
                                + " :organisation, :post, :region, :department, :kind, :trade, :from, :ends, :source, :proposal,"
                                + " :delegated)")
                .param("id", id)
                .param("account", grant.account())
                .param("role", right.role().name())
                .param("organisation", grant.organisation())
                .param("post", grant.post())
                .param("region", scope.region())
                .param("department", scope.department())
                .param("kind", scope.tradeKind())
                .param("trade", scope.trade())
                .param("from", Timestamp.from(right.from()))
                .param("ends", timestamp(right.endsAt()))
                .param("source", grant.source())
                .param("proposal", grant.proposal())
                .param("delegated", grant.delegatedOf())
                .update();
        return id;
    }

    /** @return false when it was over already */
    public boolean end(UUID grant, Instant at, String why) {
        return sql.sql("update identity.role_grant set ended_at = :at, ended_why = :why"
                                + " where id = :id and ended_at is null")
                        .param("at", Timestamp.from(at))
                        .param("why", why)
                        .param("id", grant)
                        .update()
                == 1;
    }

    /** Ends all that is not over of an account; answers how many. */
    public int endAll(UUID account, Instant at, String why) {
        return sql.sql("update identity.role_grant set ended_at = :at, ended_why = :why"
                        + " where account = :account and ended_at is null")
                .param("at", Timestamp.from(at))
                .param("why", why)
                .param("account", account)
                .update();
    }

    public Optional<Grant> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from identity.role_grant g where g.id = :id")
                .param("id", id)
                .query(RightStore::grant)
                .optional();
    }

    /** Every grant of an account, the standing ones and those that are over, newest first. */
    public List<Grant> of(UUID account) {
        return sql.sql("select " + COLUMNS + " from identity.role_grant g where g.account = :account"
                        + " order by g.from_at desc, g.id")
                .param("account", account)
                .query(RightStore::grant)
                .list();
    }

    /** Those that stand and those that are yet to begin. */
    public List<Right> standing(UUID account, Instant now) {
        return sql.sql("select " + COLUMNS
                        + " from identity.standing(:now, true) g where g.account = :account order by g.id")
                .param("now", Timestamp.from(now))
                .param("account", account)
                .query((row, n) -> right(row))
                .list();
    }

    /** Roles that this natural person holds or will hold, over all accounts; the account alone when unknown. */
    public Set<Role> rolesOfPerson(byte @Nullable [] person, @Nullable UUID account, Instant now) {
        return sql
                .sql("select distinct g.role from identity.role_grant g join identity.account a on a.id = g.account"
                        + " where (a.person = :person or a.id = :account) and g.ended_at is null"
                        + " and (g.ends_at is null or g.ends_at > :now)")
                .param("person", person)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list()
                .stream()
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    public List<Incompatible> incompatible() {
        return sql.sql("select one, other, rule, basis from identity.incompatible order by rule, one, other")
                .query((row, n) -> new Incompatible(
                        Role.valueOf(row.getString("one")),
                        Role.valueOf(row.getString("other")),
                        row.getString("rule"),
                        row.getString("basis")))
                .list();
    }

    /** Who can do this there, through which grant, by whose decision. */
    public List<Holder> holders(Permission permission, @Nullable Place place, Instant now, int limit) {
        String inReach = place == null
                ? ""
                : " and (g.region is null or :region like g.region || '%')"
                        + " and (g.trade_kind is null or g.trade_kind = :kind)"
                        + " and (g.trade is null or g.trade = :trade)"
                        + " and (g.department is null or cast(:organisation as uuid) in (with recursive below as"
                        + " (select o.id from identity.organisation o where o.id = g.department union all"
                        + " select o.id from identity.organisation o join below b on o.parent = b.id)"
                        + " select id from below))";
        var statement = sql.sql("select " + COLUMNS + ", a.login, a.name, o.name as organisation_name,"
                        + " po.title as post_title, w.name as wanted_by, d.name as decided_by, l.name as lender"
                        + " from identity.standing(:now) g join identity.account a on a.id = g.account"
                        + " left join identity.organisation o on o.id = a.organisation"
                        + " left join identity.post po on po.id = a.post"
                        + " left join identity.proposal p on p.id = g.proposal"
                        + " left join identity.account w on w.id = p.wanted_by"
                        + " left join identity.account d on d.id = p.decided_by"
                        + " left join identity.role_grant dg on dg.id = g.delegated_of"
                        + " left join identity.account l on l.id = dg.account"
                        + " where a.active and g.role = any(:roles)" + inReach
                        + " order by g.role, a.login, g.id limit :limit")
                .param("now", Timestamp.from(now))
                .param("roles", permission.roles().stream().map(Enum::name).toArray(String[]::new))
                .param("limit", limit);
        if (place != null) {
            statement = statement
                    .param("region", place.regionCode())
                    .param("kind", place.tradeKind())
                    .param("trade", place.trade())
                    .param("organisation", place.organisation());
        }
        return statement.query(RightStore::holder).list();
    }

    private static Holder holder(ResultSet row, int n) throws SQLException {
        return new Holder(
                row.getObject("account", UUID.class),
                row.getString("login"),
                row.getString("name"),
                row.getString("organisation_name"),
                row.getString("post_title"),
                grant(row, n),
                row.getString("wanted_by"),
                row.getString("decided_by"),
                row.getString("lender"));
    }

    private static Grant grant(ResultSet row, int n) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Grant(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getObject("organisation", UUID.class),
                right(row),
                ended == null ? null : ended.toInstant(),
                row.getString("ended_why"),
                row.getString("source"),
                row.getObject("proposal", UUID.class),
                row.getObject("delegated_of", UUID.class));
    }

    private static Right right(ResultSet row) throws SQLException {
        Timestamp ends = row.getTimestamp("ends_at");
        Array departments = row.getArray("departments");
        return new Right(
                row.getObject("id", UUID.class),
                Role.valueOf(row.getString("role")),
                new DataScope(
                        row.getString("region"),
                        row.getObject("department", UUID.class),
                        row.getString("trade_kind"),
                        row.getString("trade"),
                        Arrays.stream((UUID[]) departments.getArray()).collect(Collectors.toUnmodifiableSet())),
                row.getTimestamp("from_at").toInstant(),
                ends == null ? null : ends.toInstant());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
