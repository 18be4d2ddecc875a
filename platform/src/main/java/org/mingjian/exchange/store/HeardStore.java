package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.mingjian.exchange.Neighbours;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When lower nodes were heard last, and in which minutes the upper one answered. */
@Repository
public class HeardStore {

    private final JdbcClient sql;

    HeardStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void heard(String peer, Instant at) {
        sql.sql("insert into exchange.heard (peer, at) values (:peer, :at) on conflict (peer) do update"
                        + " set at = excluded.at")
                .param("peer", peer)
                .param("at", Timestamp.from(at))
                .update();
    }

    public List<Neighbours.Lower> lower() {
        return sql.sql("select p.code, p.name, h.at from exchange.peer p join exchange.heard h on h.peer = p.code"
                        + " where p.kind = 'LOWER' and not p.stopped order by p.code")
                .query((row, n) -> new Neighbours.Lower(
                        row.getString("code"),
                        row.getString("name"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    public List<Neighbours.Minute> minutes(String upper, Instant from) {
        return sql.sql("select minute, good from exchange.reach where peer = :peer and minute >= :from order by minute"
                        + " limit 100000")
                .param("peer", upper)
                .param("from", Timestamp.from(from))
                .query((row, n) ->
                        new Neighbours.Minute(row.getTimestamp("minute").toInstant(), row.getInt("good") > 0))
                .list();
    }
}
