package org.mingjian.watch.store;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The clock of the database's machine: one clock that all nodes can ask. */
@Repository
public class DatabaseTime {

    private final JdbcClient sql;

    DatabaseTime(JdbcClient sql) {
        this.sql = sql;
    }

    public Instant now() {
        return sql.sql("select clock_timestamp()")
                .query((row, n) -> row.getObject(1, Timestamp.class).toInstant())
                .single();
    }
}
