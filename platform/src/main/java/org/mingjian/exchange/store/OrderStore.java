package org.mingjian.exchange.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.OrderFact;
import org.mingjian.exchange.domain.OrderState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 限期整改单 and their steps. */
@Repository
public class OrderStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Ground>> GROUNDS = new TypeReference<>() {};
    private static final String COLUMNS = "id, number, source, source_name, region, grounds, demand, state, drafted_at,"
            + " sent_at, sent_by, due, answer, answered_at, censured_at, closed_at";

    private final JdbcClient sql;

    OrderStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Why a source has to mend: a measured figure and the rule that it misses.
     *
     * @param part numerator, of {@code whole}
     * @param pending of 及时率: what was left out because its time was not up; else null
     */
    public record Ground(
            String rule,
            String title,
            String situation,
            long part,
            long whole,
            String percent,
            String limit,
            String basis,
            @Nullable Long pending) {}

    /**
     * An order to mend.
     *
     * @param number such as 数改〔2026〕3号; empty for a draft
     * @param sentBy account of who sent it
     * @param due last day, Asia/Shanghai
     */
    public record Order(
            UUID id,
            String number,
            String source,
            String sourceName,
            String region,
            List<Ground> grounds,
            String demand,
            OrderState state,
            Instant draftedAt,
            @Nullable Instant sentAt,
            @JsonIgnore String sentBy,
            @Nullable LocalDate due,
            String answer,
            @Nullable Instant answeredAt,
            @Nullable Instant censuredAt,
            @Nullable Instant closedAt) {}

    /** @param by name of the person, or the platform */
    public record Step(OrderFact fact, Instant at, String by, String words) {}

    /** False when the source has one that is not closed. */
    public boolean add(Order order) {
        return sql.sql("insert into exchange.mending_order (id, number, source, source_name, region, grounds, demand,"
                                + " state, drafted_at, answer) values (:id, '', :source, :name, :region, :grounds,"
                                + " :demand, :state, :at, '') on conflict (source) where closed_at is null do nothing")
                        .param("id", order.id())
                        .param("source", order.source())
                        .param("name", order.sourceName())
                        .param("region", order.region())
                        .param("grounds", JSON.writeValueAsString(order.grounds()))
                        .param("demand", order.demand())
                        .param("state", order.state().name())
                        .param("at", Timestamp.from(order.draftedAt()))
                        .update()
                == 1;
    }

    public Optional<Order> lock(UUID id) {
        return sql.sql("select " + COLUMNS + " from exchange.mending_order where id = :id for update")
                .param("id", id)
                .query((row, n) -> order(row))
                .optional();
    }

    public void keep(Order order) {
        sql.sql("update exchange.mending_order set number = :number, demand = :demand, state = :state, sent_at = :sent,"
                        + " sent_by = :sentBy,"
                        + " due = :due, answer = :answer, answered_at = :answered, censured_at = :censured,"
                        + " closed_at = :closed where id = :id")
                .param("number", order.number())
                .param("demand", order.demand())
                .param("state", order.state().name())
                .param("sent", stamp(order.sentAt()))
                .param("sentBy", order.sentBy())
                .param("due", order.due() == null ? null : Date.valueOf(order.due()))
                .param("answer", order.answer())
                .param("answered", stamp(order.answeredAt()))
                .param("censured", stamp(order.censuredAt()))
                .param("closed", stamp(order.closedAt()))
                .param("id", order.id())
                .update();
    }

    /** The next number of a year, from 1. */
    public int next(int year) {
        return sql.sql("insert into exchange.mending_number (year, last) values (:year, 1) on conflict (year)"
                        + " do update set last = exchange.mending_number.last + 1 returning last")
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    public void step(UUID order, Step step) {
        sql.sql("insert into exchange.mending_step (mending, n, fact, at, by_name, words) values (:order, (select"
                        + " coalesce(max(n), 0) + 1 from exchange.mending_step where mending = :order), :fact, :at, :by,"
                        + " :words)")
                .param("order", order)
                .param("fact", step.fact().name())
                .param("at", Timestamp.from(step.at()))
                .param("by", step.by())
                .param("words", step.words())
                .update();
    }

    public List<Step> steps(UUID order) {
        return sql.sql("select fact, at, by_name, words from exchange.mending_step where mending = :order order by n")
                .param("order", order)
                .query((row, n) -> new Step(
                        OrderFact.valueOf(row.getString("fact")),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_name"),
                        row.getString("words")))
                .list();
    }

    /** Newest first; drafts only for who orders. */
    public List<Order> all(Sight sight, boolean drafts, int page, int size) {
        return sql.sql("select " + COLUMNS + " from exchange.mending_order where region ~ :regions"
                        + " and (:drafts or state not in ('DRAFTED', 'DROPPED'))"
                        + " order by drafted_at desc limit :size offset :from")
                .param("regions", sight.regions())
                .param("drafts", drafts)
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> order(row))
                .list();
    }

    public long count(Sight sight, boolean drafts) {
        return sql.sql("select count(*) from exchange.mending_order where region ~ :regions"
                        + " and (:drafts or state not in ('DRAFTED', 'DROPPED'))")
                .param("regions", sight.regions())
                .param("drafts", drafts)
                .query(Long.class)
                .single();
    }

    /** Orders of a state that nobody has closed. */
    public List<Order> in(OrderState state) {
        return sql.sql("select " + COLUMNS + " from exchange.mending_order where state = :state order by drafted_at")
                .param("state", state.name())
                .query((row, n) -> order(row))
                .list();
    }

    /** Those that were named in public, newest first. */
    public List<Order> censured(int page, int size) {
        return sql.sql("select " + COLUMNS + " from exchange.mending_order where censured_at is not null"
                        + " order by censured_at desc limit :size offset :from")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> order(row))
                .list();
    }

    public long censuredCount() {
        return sql.sql("select count(*) from exchange.mending_order where censured_at is not null")
                .query(Long.class)
                .single();
    }

    private static @Nullable Timestamp stamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Order order(ResultSet row) throws SQLException {
        Date due = row.getDate("due");
        return new Order(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("source"),
                row.getString("source_name"),
                row.getString("region"),
                JSON.readValue(row.getString("grounds"), GROUNDS),
                row.getString("demand"),
                OrderState.valueOf(row.getString("state")),
                row.getTimestamp("drafted_at").toInstant(),
                moment(row, "sent_at"),
                row.getString("sent_by"),
                due == null ? null : due.toLocalDate(),
                row.getString("answer"),
                moment(row, "answered_at"),
                moment(row, "censured_at"),
                moment(row, "closed_at"));
    }
}
