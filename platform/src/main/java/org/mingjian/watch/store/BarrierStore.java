package org.mingjian.watch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.domain.Barrier.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of barriers. */
@Repository
public class BarrierStore {

    private static final String COLUMNS = "id, target, subject, title, measure, starts_at, ends_at, reason, set_by,"
            + " set_name, confirmed_by, confirmed_name, confirmed_at, lifted_by, lifted_name, lifted_at, lifted_why";

    private final JdbcClient sql;

    BarrierStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Barrier barrier) {
        sql.sql("insert into watch.barrier (id, target, subject, title, measure, starts_at, ends_at, reason, set_by,"
                        + " set_name) values (:id, :target, :subject, :title, :measure, :from, :until, :reason, :by,"
                        + " :name)")
                .param("id", barrier.id())
                .param("target", barrier.target().name())
                .param("subject", barrier.subject())
                .param("title", barrier.title())
                .param("measure", barrier.measure().name())
                .param("from", Timestamp.from(barrier.span().from()))
                .param("until", Timestamp.from(barrier.span().until()))
                .param("reason", barrier.reason())
                .param("by", barrier.set().account())
                .param("name", barrier.set().name())
                .update();
    }

    public Optional<Barrier> lock(UUID id) {
        return sql.sql("select " + COLUMNS + " from watch.barrier where id = :id for update")
                .param("id", id)
                .query(BarrierStore::read)
                .optional();
    }

    public void confirm(UUID id, Hand hand) {
        sql.sql("update watch.barrier set confirmed_by = :by, confirmed_name = :name, confirmed_at = :at"
                        + " where id = :id")
                .param("id", id)
                .param("by", hand.account())
                .param("name", hand.name())
                .param("at", Timestamp.from(hand.at()))
                .update();
    }

    public void lift(UUID id, Hand hand, String why) {
        sql.sql("update watch.barrier set lifted_by = :by, lifted_name = :name, lifted_at = :at, lifted_why = :why"
                        + " where id = :id")
                .param("id", id)
                .param("by", hand.account())
                .param("name", hand.name())
                .param("at", Timestamp.from(hand.at()))
                .param("why", why)
                .update();
    }

    /** Neither lifted nor over; those that wait for their second person too. */
    public List<Barrier> open(Instant now) {
        return sql.sql("select " + COLUMNS + " from watch.barrier where lifted_at is null and ends_at > :now"
                        + " order by starts_at desc, id limit 10000")
                .param("now", Timestamp.from(now))
                .query(BarrierStore::read)
                .list();
    }

    /** All that ever were, newest first. */
    public List<Barrier> all(int offset, int limit) {
        return sql.sql("select " + COLUMNS + " from watch.barrier order by starts_at desc, id limit :limit"
                        + " offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(BarrierStore::read)
                .list();
    }

    public long count() {
        return sql.sql("select count(*) from watch.barrier").query(Long.class).single();
    }

    private static Barrier read(ResultSet row, int n) throws SQLException {
        return new Barrier(
                row.getObject("id", UUID.class),
                Barrier.Target.valueOf(row.getString("target")),
                row.getString("subject"),
                row.getString("title"),
                Barrier.Measure.valueOf(row.getString("measure")),
                new Barrier.Span(
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()),
                row.getString("reason"),
                new Hand(
                        row.getObject("set_by", UUID.class),
                        row.getString("set_name"),
                        row.getTimestamp("starts_at").toInstant()),
                hand(row, "confirmed"),
                hand(row, "lifted"),
                row.getString("lifted_why"));
    }

    private static @Nullable Hand hand(ResultSet row, String which) throws SQLException {
        UUID by = row.getObject(which + "_by", UUID.class);
        return by == null
                ? null
                : new Hand(
                        by,
                        row.getString(which + "_name"),
                        row.getTimestamp(which + "_at").toInstant());
    }
}
