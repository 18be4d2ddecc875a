package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.WarningRule.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 预警 with begin and end. */
@Repository
public class WarningStore {

    private static final String COLUMNS = "id, rule, subject, region, level, detail, started, due, ended";

    private final JdbcClient sql;

    WarningStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A warning.
     *
     * @param subject a lane, or {@code sent:CODE} and {@code received:CODE} of a source
     * @param region whose officers have to act
     * @param due until when; null when there is no time for it
     */
    public record Warning(
            long id,
            String rule,
            String subject,
            String region,
            Level level,
            String detail,
            Instant started,
            @Nullable Instant due,
            @Nullable Instant ended) {}

    public List<Warning> open() {
        return sql.sql("select " + COLUMNS + " from exchange.warning where ended is null order by started")
                .query((row, n) -> warning(row))
                .list();
    }

    /** Open ones that somebody sees, the gravest first. */
    public List<Warning> open(Sight sight) {
        return open().stream()
                .filter(one -> sight.covers(one.region()))
                .sorted(java.util.Comparator.comparing(Warning::level).thenComparing(Warning::started))
                .toList();
    }

    /** All that ended or not, newest first. */
    public List<Warning> all(int page, int size, Sight sight) {
        return sql.sql("select " + COLUMNS + " from exchange.warning where region ~ :regions order by started desc,"
                        + " id desc limit :size offset :from")
                .param("regions", sight.regions())
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> warning(row))
                .list();
    }

    public long count(Sight sight) {
        return sql.sql("select count(*) from exchange.warning where region ~ :regions")
                .param("regions", sight.regions())
                .query(Long.class)
                .single();
    }

    /** False when it stands already. */
    public boolean begin(Warning one) {
        return sql.sql(
                                "insert into exchange.warning (rule, subject, region, level, detail, started, due) values (:rule,"
                                        + " :subject, :region, :level, :detail, :started, :due)"
                                        + " on conflict (rule, subject) where ended is null do nothing")
                        .param("rule", one.rule())
                        .param("subject", one.subject())
                        .param("region", one.region())
                        .param("level", one.level().name())
                        .param("detail", one.detail())
                        .param("started", Timestamp.from(one.started()))
                        .param("due", one.due() == null ? null : Timestamp.from(one.due()))
                        .update()
                == 1;
    }

    /** The numbers of a standing one move on. */
    public void tell(long id, String detail) {
        sql.sql("update exchange.warning set detail = :detail where id = :id and detail <> :detail")
                .param("detail", detail)
                .param("id", id)
                .update();
    }

    /** False when somebody else ended it. */
    public boolean end(long id, Instant now) {
        return sql.sql("update exchange.warning set ended = :now where id = :id and ended is null")
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Warning warning(ResultSet row) throws SQLException {
        Timestamp due = row.getTimestamp("due");
        Timestamp ended = row.getTimestamp("ended");
        return new Warning(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("subject"),
                row.getString("region"),
                Level.valueOf(row.getString("level")),
                row.getString("detail"),
                row.getTimestamp("started").toInstant(),
                due == null ? null : due.toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
