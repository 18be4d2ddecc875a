package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which months are frozen; what was counted stands in the facts. */
@Repository
public class FrozenStore {

    private final JdbcClient sql;

    FrozenStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param digest SM3 of the frozen score, hex */
    public record Frozen(String digest, Instant at) {}

    /** @param name month, side and book */
    public Optional<Frozen> find(String name) {
        return sql.sql("select digest, frozen_at from exchange.month_score where name = :name")
                .param("name", name)
                .query((row, n) -> new Frozen(
                        row.getString("digest"), row.getTimestamp("frozen_at").toInstant()))
                .optional();
    }

    /** False when it is frozen already. */
    public boolean add(String name, Frozen frozen) {
        return sql.sql("insert into exchange.month_score (name, digest, frozen_at) values (:name, :digest, :at)"
                                + " on conflict do nothing")
                        .param("name", name)
                        .param("digest", frozen.digest())
                        .param("at", Timestamp.from(frozen.at()))
                        .update()
                == 1;
    }
}
