package org.mingjian.sealing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of rehearsals. */
@Repository
public class RehearsalStore {

    /** One trial of one version. */
    public record Row(long fact, UUID bid, int version, String outcome, UUID account, Instant at) {}

    private final JdbcClient sql;

    RehearsalStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Row row) {
        sql.sql("insert into sealing.rehearsal (fact, bid, version, outcome, account, tried_at)"
                        + " values (:fact, :bid, :version, :outcome, :account, :at)")
                .param("fact", row.fact())
                .param("bid", row.bid())
                .param("version", row.version())
                .param("outcome", row.outcome())
                .param("account", row.account())
                .param("at", Timestamp.from(row.at()))
                .update();
    }

    /** All trials of a bid, the oldest first. */
    public List<Row> ofBid(UUID bid) {
        return sql.sql("select r.fact, r.bid, r.version, r.outcome, r.account, r.tried_at from sealing.rehearsal r"
                        + " where r.bid = :bid order by r.fact")
                .param("bid", bid)
                .query((row, n) -> new Row(
                        row.getLong("fact"),
                        row.getObject("bid", UUID.class),
                        row.getInt("version"),
                        row.getString("outcome"),
                        row.getObject("account", UUID.class),
                        row.getTimestamp("tried_at").toInstant()))
                .list();
    }
}
