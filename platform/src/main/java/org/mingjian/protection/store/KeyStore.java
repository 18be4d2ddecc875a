package org.mingjian.protection.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of wrapped data keys. */
@Repository
public class KeyStore {

    /** @param root number of the root key that wraps it */
    public record DataKey(long id, int root, byte[] wrapped) {}

    private final JdbcClient sql;

    KeyStore(JdbcClient sql) {
        this.sql = sql;
    }

    public List<DataKey> all() {
        return sql.sql("select id, root, wrapped from protection.data_key order by id")
                .query((row, n) -> new DataKey(row.getLong("id"), row.getInt("root"), row.getBytes("wrapped")))
                .list();
    }

    /** One rotation at a time, on all nodes, until the transaction ends. */
    public void lock() {
        sql.sql("lock table protection.data_key in exclusive mode").update();
    }

    public long add(int root, byte[] wrapped, Instant at) {
        return sql.sql("insert into protection.data_key (root, wrapped, made_at) values (:root, :wrapped, :at)"
                        + " returning id")
                .param("root", root)
                .param("wrapped", wrapped)
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    public void rewrap(long id, int root, byte[] wrapped) {
        sql.sql("update protection.data_key set root = :root, wrapped = :wrapped where id = :id")
                .param("root", root)
                .param("wrapped", wrapped)
                .param("id", id)
                .update();
    }
}
