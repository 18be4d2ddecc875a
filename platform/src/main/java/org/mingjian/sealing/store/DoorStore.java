package org.mingjian.sealing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the doors at which commands arrive, one a node. */
@Repository
public class DoorStore {

    private final JdbcClient sql;

    public DoorStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** This node is alive, and nothing is under way with it that arrived at {@code clearUntil} or before. */
    public void report(UUID node, Instant clearUntil) {
        sql.sql("insert into sealing.door (node, clear_until, seen_at) values (:node, :clear, clock_timestamp())"
                        + " on conflict (node) do update set clear_until = :clear, seen_at = clock_timestamp()")
                .param("node", node)
                .param("clear", Timestamp.from(clearUntil))
                .update();
    }

    /** True when every other node that is alive has worked off what arrived by {@code deadline}. */
    public boolean othersAreClear(UUID node, Instant deadline) {
        return sql.sql("select not exists (select 1 from sealing.door where node <> :node and clear_until < :deadline"
                        + " and seen_at > clock_timestamp() - interval '30 seconds')")
                .param("node", node)
                .param("deadline", Timestamp.from(deadline))
                .query(Boolean.class)
                .single();
    }

    /** A node that stops in order holds nobody up; neither does one that nobody has heard of for a day. */
    public void remove(UUID node) {
        sql.sql("delete from sealing.door where node = :node or seen_at < clock_timestamp() - interval '1 day'")
                .param("node", node)
                .update();
    }
}
