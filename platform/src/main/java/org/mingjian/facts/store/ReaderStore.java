package org.mingjian.facts.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each reader has read. */
@Repository
public class ReaderStore {

    private final JdbcClient sql;

    ReaderStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void register(String name) {
        sql.sql("insert into facts.reader (name, position) values (:name, 0) on conflict (name) do nothing")
                .param("name", name)
                .update();
    }

    /** The position, locked for this transaction; empty when another node is reading just now. */
    public Optional<Long> lock(String name) {
        return sql.sql("select position from facts.reader where name = :name for update skip locked")
                .param("name", name)
                .query(Long.class)
                .optional();
    }

    /** The position, waiting for whoever reads now. */
    public long lockWaiting(String name) {
        return sql.sql("select position from facts.reader where name = :name for update")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    public long position(String name) {
        return sql.sql("select position from facts.reader where name = :name")
                .param("name", name)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    public void move(String name, long position) {
        sql.sql("update facts.reader set position = :position where name = :name")
                .param("name", name)
                .param("position", position)
                .update();
    }
}
