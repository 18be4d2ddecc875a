package org.mingjian.watch.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of attacks by the minute. */
@Repository
public class AttackStore {

    /** One minute of one rule, address and account. */
    public record Counted(Instant minute, String rule, String address, String account, long count, String sample) {}

    /** How much of one rule in one stretch of time. */
    public record Point(Instant at, String rule, long count) {}

    /** Who attacked most. */
    public record Top(String who, long count, Instant last, List<String> rules) {}

    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate batch;

    AttackStore(JdbcClient sql, NamedParameterJdbcTemplate batch) {
        this.sql = sql;
        this.batch = batch;
    }

    /** Nodes add to the same minutes; in the order of the key, so that two nodes cannot deadlock. */
    public void add(Collection<Counted> counts) {
        SqlParameterSource[] rows = counts.stream()
                .map(one -> (SqlParameterSource) new MapSqlParameterSource()
                        .addValue("minute", Timestamp.from(one.minute()))
                        .addValue("rule", one.rule())
                        .addValue("address", one.address())
                        .addValue("account", one.account())
                        .addValue("count", one.count())
                        .addValue("sample", one.sample()))
                .toArray(SqlParameterSource[]::new);
        batch.batchUpdate(
                "insert into watch.attack_count (minute, rule, address, account, count, sample) values (:minute, :rule,"
                        + " :address, :account, :count, :sample) on conflict (minute, rule, address, account)"
                        + " do update set count = watch.attack_count.count + excluded.count",
                rows);
    }

    public List<Point> points(Instant from, Duration step) {
        return sql.sql("select date_bin(cast(:step as interval), minute, timestamptz '2000-01-01 00:00:00+08') as slot,"
                        + " rule, sum(count) as total from watch.attack_count where minute >= :from"
                        + " group by slot, rule order by slot, rule")
                .param("step", step.toMinutes() + " minutes")
                .param("from", Timestamp.from(from))
                .query((row, n) ->
                        new Point(row.getTimestamp("slot").toInstant(), row.getString("rule"), row.getLong("total")))
                .list();
    }

    public List<Top> addresses(Instant from, int limit) {
        return top("address", from, limit);
    }

    public List<Top> accounts(Instant from, int limit) {
        return top("account", from, limit);
    }

    private List<Top> top(String column, Instant from, int limit) {
        return sql.sql("select " + column + " as who, sum(count) as total, max(minute) as last,"
                        + " array_agg(distinct rule) as rules from watch.attack_count where minute >= :from and "
                        + column + " <> '' group by " + column + " order by total desc, who limit :limit")
                .param("from", Timestamp.from(from))
                .param("limit", limit)
                .query((row, n) -> new Top(
                        row.getString("who"),
                        row.getLong("total"),
                        row.getTimestamp("last").toInstant(),
                        List.of((String[]) row.getArray("rules").getArray())))
                .list();
    }

    /** Newest first. @param rule all of them when empty; @param who part of an address or an account's id, or empty */
    public List<Counted> list(String rule, String who, int offset, int limit) {
        return sql.sql("select minute, rule, address, account, count, sample from watch.attack_count"
                        + " where (:rule = '' or rule = :rule) and (:who = '' or address = :who or account = :who)"
                        + " order by minute desc, rule, address, account limit :limit offset :offset")
                .param("rule", rule)
                .param("who", who)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new Counted(
                        row.getTimestamp("minute").toInstant(),
                        row.getString("rule"),
                        row.getString("address"),
                        row.getString("account"),
                        row.getLong("count"),
                        row.getString("sample")))
                .list();
    }

    public long total(String rule, String who) {
        return sql.sql("select count(*) from watch.attack_count where (:rule = '' or rule = :rule)"
                        + " and (:who = '' or address = :who or account = :who)")
                .param("rule", rule)
                .param("who", who)
                .query(Long.class)
                .single();
    }

    public int forget(Instant before) {
        return sql.sql("delete from watch.attack_count where minute < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
