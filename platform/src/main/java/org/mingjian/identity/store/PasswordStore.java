package org.mingjian.identity.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of passwords: the present one and those used before. */
@Repository
public class PasswordStore {

    private final JdbcClient sql;

    PasswordStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return false when somebody changed it since that version was read */
    public boolean change(UUID account, long version, String hash, boolean mustChange, Instant at) {
        return sql.sql("update identity.account set password_hash = :hash, must_change = :must, password_at = :at,"
                                + " password_version = password_version + 1, failures = 0, locked_until = null"
                                + " where id = :id and password_version = :version")
                        .param("hash", hash)
                        .param("must", mustChange)
                        .param("at", Timestamp.from(at))
                        .param("id", account)
                        .param("version", version)
                        .update()
                == 1;
    }

    public void remember(UUID account, String hash, Instant at) {
        sql.sql("insert into identity.old_password (account, hash, at) values (:account, :hash, :at)")
                .param("account", account)
                .param("hash", hash)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The newest hashes that are no longer in use. */
    public List<String> used(UUID account, int limit) {
        return sql.sql("select hash from identity.old_password where account = :account order by at desc limit :limit")
                .param("account", account)
                .param("limit", limit)
                .query(String.class)
                .list();
    }
}
