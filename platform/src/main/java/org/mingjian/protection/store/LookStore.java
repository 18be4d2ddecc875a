package org.mingjian.protection.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Outgoing.Kind;
import org.mingjian.protection.Looks.Look;
import org.mingjian.protection.domain.ExportLimits.SoFar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of looks, exports and alarms. */
@Repository
public class LookStore {

    /** Who looked at something of mine. */
    public record Seen(
            Instant at, String who, @Nullable String organisation, String field, String item, String reason) {}

    /** An export that was stopped. */
    public record Alarm(long id, Instant at, UUID account, String who, String what, int rows, String why) {}

    private final JdbcClient sql;

    LookStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Look look, UUID account, String who, @Nullable String organisation, Instant at) {
        sql.sql("insert into protection.look (at, account, who, organisation, field, item, owner, owner_account,"
                        + " reason) values (:at, :account, :who, :organisation, :field, :item, :owner, :ownerAccount,"
                        + " :reason)")
                .param("at", Timestamp.from(at))
                .param("account", account)
                .param("who", who)
                .param("organisation", organisation)
                .param("field", look.field())
                .param("item", look.item())
                .param("owner", look.owner())
                .param("ownerAccount", look.ownerAccount())
                .param("reason", look.reason())
                .update();
    }

    public void count(UUID account, Kind kind, String what, int rows, Instant at) {
        sql.sql("insert into protection.outgoing (at, account, kind, what, rows)"
                        + " values (:at, :account, :kind, :what, :rows)")
                .param("at", Timestamp.from(at))
                .param("account", account)
                .param("kind", kind.name())
                .param("what", what)
                .param("rows", rows)
                .update();
    }

    /** What an account took out of one kind within the last minute, hour and day. */
    public SoFar soFar(UUID account, Kind kind, Instant now) {
        return sql.sql("select coalesce(sum(rows) filter (where at > :minute), 0) as minute,"
                        + " coalesce(sum(rows) filter (where at > :hour), 0) as hour, coalesce(sum(rows), 0) as day"
                        + " from protection.outgoing where account = :account and kind = :kind and at > :day")
                .param("minute", Timestamp.from(now.minus(Duration.ofMinutes(1))))
                .param("hour", Timestamp.from(now.minus(Duration.ofHours(1))))
                .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("account", account)
                .param("kind", kind.name())
                .query((row, n) -> new SoFar(row.getInt("minute"), row.getInt("hour"), row.getInt("day")))
                .single();
    }

    /** What belongs to this organisation or account, newest first. */
    public List<Seen> at(@Nullable UUID owner, UUID account, int limit) {
        return sql.sql("select at, who, organisation, field, item, reason from protection.look"
                        + " where owner = :owner or owner_account = :account order by at desc, id desc limit :limit")
                .param("owner", owner)
                .param("account", account)
                .param("limit", limit)
                .query((row, n) -> new Seen(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("organisation"),
                        row.getString("field"),
                        row.getString("item"),
                        row.getString("reason")))
                .list();
    }

    /** @param alarm its id is given by the database */
    public void add(Alarm alarm) {
        sql.sql("insert into protection.alarm (at, account, who, what, rows, why)"
                        + " values (:at, :account, :who, :what, :rows, :why)")
                .param("at", Timestamp.from(alarm.at()))
                .param("account", alarm.account())
                .param("who", alarm.who())
                .param("what", alarm.what())
                .param("rows", alarm.rows())
                .param("why", alarm.why())
                .update();
    }

    public List<Alarm> alarms(int limit) {
        return sql.sql(
                        "select id, at, account, who, what, rows, why from protection.alarm order by id desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new Alarm(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("account", UUID.class),
                        row.getString("who"),
                        row.getString("what"),
                        row.getInt("rows"),
                        row.getString("why")))
                .list();
    }
}
