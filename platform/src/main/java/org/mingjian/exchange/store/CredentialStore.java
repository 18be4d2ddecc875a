package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Scope;
import org.mingjian.protection.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The secrets of connected systems, sealed. */
@Repository
public class CredentialStore implements Secrets.SealedColumns {

    /** What the sealed values belong to. */
    public static final String FIELD = "exchange.credential.secret";

    private final JdbcClient sql;

    CredentialStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A secret.
     *
     * @param sealed never shown
     * @param endsAt when it stops; null while it is the newest
     */
    public record Credential(
            UUID id,
            String system,
            Scope scope,
            String sealed,
            Instant madeAt,
            String madeBy,
            @Nullable Instant endsAt) {

        public boolean stands(Instant now) {
            return endsAt == null || now.isBefore(endsAt);
        }
    }

    /** Newest first. */
    public List<Credential> of(String system) {
        return sql.sql("select id, system, scope, secret, made_at, made_by, ends_at from exchange.credential"
                        + " where system = :system order by made_at desc, id limit 100")
                .param("system", Json.plain(system, 20))
                .query((row, n) -> {
                    Timestamp ends = row.getTimestamp("ends_at");
                    return new Credential(
                            row.getObject("id", UUID.class),
                            row.getString("system"),
                            Scope.valueOf(row.getString("scope")),
                            row.getString("secret"),
                            row.getTimestamp("made_at").toInstant(),
                            row.getString("made_by"),
                            ends == null ? null : ends.toInstant());
                })
                .list();
    }

    public void add(Credential one) {
        sql.sql("insert into exchange.credential (id, system, scope, secret, made_at, made_by)"
                        + " values (:id, :system, :scope, :secret, :at, :by)")
                .param("id", one.id())
                .param("system", one.system())
                .param("scope", one.scope().name())
                .param("secret", one.sealed())
                .param("at", Timestamp.from(one.madeAt()))
                .param("by", one.madeBy())
                .update();
    }

    /** Lets the secrets of a scope end, the earlier of both times. */
    public void end(String system, Scope scope, Instant at) {
        sql.sql("update exchange.credential set ends_at = :at where system = :system and scope = :scope"
                        + " and (ends_at is null or ends_at > :at)")
                .param("at", Timestamp.from(at))
                .param("system", system)
                .param("scope", scope.name())
                .update();
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public int resealSome(int limit, String newestPrefix, UnaryOperator<String> again) {
        List<Object[]> old = sql.sql("select id, secret from exchange.credential where secret not like :newest || '%'"
                        + " order by id limit :limit for update")
                .param("newest", newestPrefix)
                .param("limit", limit)
                .query((row, n) -> new Object[] {row.getObject("id", UUID.class), row.getString("secret")})
                .list();
        for (Object[] one : old) {
            sql.sql("update exchange.credential set secret = :secret where id = :id")
                    .param("secret", again.apply((String) one[1]))
                    .param("id", one[0])
                    .update();
        }
        return old.size();
    }
}
