package org.mingjian.coding.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.mingjian.coding.IssuedCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counters by prefix, and every code that was issued. */
@Repository
public class CodeStore {

    private final JdbcClient sql;

    public CodeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The next serial under a prefix, from 1; the counter stays locked until the transaction ends. */
    public int next(String prefix) {
        return sql.sql("""
                        insert into coding.counter (prefix, last) values (:prefix, 1)
                        on conflict (prefix) do update set last = counter.last + 1
                        returning last""").param("prefix", prefix).query(Integer.class).single();
    }

    public void record(IssuedCode code) {
        sql.sql("""
                        insert into coding.issued (code, kind, prefix, issued_at)
                        values (:code, :kind, :prefix, :at)""")
                .param("code", code.code())
                .param("kind", code.kind())
                .param("prefix", code.prefix())
                .param("at", Timestamp.from(code.issuedAt()))
                .update();
    }

    public Optional<IssuedCode> find(String code) {
        return sql.sql("select code, kind, prefix, issued_at from coding.issued where code = :code")
                .param("code", code)
                .query((row, number) -> new IssuedCode(
                        row.getString("code"),
                        row.getString("kind"),
                        row.getString("prefix"),
                        at(row.getTimestamp("issued_at"))))
                .optional();
    }

    private static Instant at(Timestamp time) {
        return time.toInstant();
    }
}
