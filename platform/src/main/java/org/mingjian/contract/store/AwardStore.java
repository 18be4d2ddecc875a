package org.mingjian.contract.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of publicity, result objections and the award. */
@Repository
public class AwardStore {

    /** 公示期. */
    public record Publicity(Instant startedAt, Instant endsAt) {}

    /** An objection to the result. */
    public record Objection(
            UUID id,
            UUID organisation,
            String organisationName,
            String text,
            Instant raisedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}

    /** The winner. */
    public record Award(
            UUID bid,
            UUID organisation,
            String name,
            String creditCode,
            Money price,
            String ground,
            Instant selectedAt,
            @Nullable Instant issuedAt) {}

    private final JdbcClient sql;

    AwardStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void start(String trade, Publicity publicity) {
        sql.sql("insert into contract.publicity (trade, started_at, ends_at) values (:trade, :start, :end)")
                .param("trade", trade)
                .param("start", Timestamp.from(publicity.startedAt()))
                .param("end", Timestamp.from(publicity.endsAt()))
                .update();
    }

    public Optional<Publicity> publicity(String trade) {
        return sql.sql("select started_at, ends_at from contract.publicity where trade = :trade")
                .param("trade", trade)
                .query((row, n) -> new Publicity(instant(row, "started_at"), instant(row, "ends_at")))
                .optional();
    }

    public void raise(String trade, Objection objection) {
        sql.sql("insert into contract.objection (id, trade, organisation, organisation_name, text, raised_at)"
                        + " values (:id, :trade, :organisation, :name, :text, :at)")
                .param("id", objection.id())
                .param("trade", trade)
                .param("organisation", objection.organisation())
                .param("name", objection.organisationName())
                .param("text", objection.text())
                .param("at", Timestamp.from(objection.raisedAt()))
                .update();
    }

    /** True when it was open until now. */
    public boolean answer(String trade, UUID id, String answer, Instant at) {
        return sql.sql("update contract.objection set answer = :answer, answered_at = :at"
                                + " where id = :id and trade = :trade and answered_at is null")
                        .param("answer", answer)
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .param("trade", trade)
                        .update()
                == 1;
    }

    public List<Objection> objections(String trade) {
        return sql.sql("select id, organisation, organisation_name, text, raised_at, answer, answered_at"
                        + " from contract.objection where trade = :trade order by raised_at")
                .param("trade", trade)
                .query((row, n) -> new Objection(
                        row.getObject("id", UUID.class),
                        row.getObject("organisation", UUID.class),
                        row.getString("organisation_name"),
                        row.getString("text"),
                        instant(row, "raised_at"),
                        row.getString("answer"),
                        row.getTimestamp("answered_at") == null ? null : instant(row, "answered_at")))
                .list();
    }

    public void select(String trade, Award award) {
        sql.sql("insert into contract.award"
                        + " (trade, bid, organisation, name, credit_code, price, ground, selected_at)"
                        + " values (:trade, :bid, :organisation, :name, :credit, :price, :ground, :at)")
                .param("trade", trade)
                .param("bid", award.bid())
                .param("organisation", award.organisation())
                .param("name", award.name())
                .param("credit", award.creditCode())
                .param("price", award.price().amount())
                .param("ground", award.ground())
                .param("at", Timestamp.from(award.selectedAt()))
                .update();
    }

    public void issue(String trade, Instant at) {
        sql.sql("update contract.award set issued_at = :at where trade = :trade")
                .param("at", Timestamp.from(at))
                .param("trade", trade)
                .update();
    }

    public Optional<Award> award(String trade) {
        return sql.sql("select bid, organisation, name, credit_code, price, ground, selected_at, issued_at"
                        + " from contract.award where trade = :trade")
                .param("trade", trade)
                .query((row, n) -> new Award(
                        row.getObject("bid", UUID.class),
                        row.getObject("organisation", UUID.class),
                        row.getString("name"),
                        row.getString("credit_code"),
                        new Money(row.getBigDecimal("price")),
                        row.getString("ground"),
                        instant(row, "selected_at"),
                        row.getTimestamp("issued_at") == null ? null : instant(row, "issued_at")))
                .optional();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
