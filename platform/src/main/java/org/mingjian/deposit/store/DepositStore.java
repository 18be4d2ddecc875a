package org.mingjian.deposit.store;

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

/** SQL of deposits. */
@Repository
public class DepositStore {

    /** @param form 保函, 转账, 现金 or 支票 */
    public record Deposit(
            UUID id,
            UUID organisation,
            String organisationName,
            String form,
            String number,
            Money amount,
            Instant receivedAt,
            @Nullable Instant returnedAt) {}

    private static final String SELECT = "select id, organisation, organisation_name, form, number, amount,"
            + " received_at, returned_at from deposit.deposit ";

    private final JdbcClient sql;

    DepositStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** True when this is the organisation's first for the trade. */
    public boolean add(String trade, Deposit deposit) {
        return sql.sql("insert into deposit.deposit"
                                + " (id, trade, organisation, organisation_name, form, number, amount, received_at)"
                                + " values (:id, :trade, :organisation, :name, :form, :number, :amount, :at)"
                                + " on conflict (trade, organisation) do nothing")
                        .param("id", deposit.id())
                        .param("trade", trade)
                        .param("organisation", deposit.organisation())
                        .param("name", deposit.organisationName())
                        .param("form", deposit.form())
                        .param("number", deposit.number())
                        .param("amount", deposit.amount().amount())
                        .param("at", Timestamp.from(deposit.receivedAt()))
                        .update()
                == 1;
    }

    public List<Deposit> of(String trade) {
        return sql.sql(SELECT + "where trade = :trade order by received_at, id")
                .param("trade", trade)
                .query(DepositStore::deposit)
                .list();
    }

    public Optional<Deposit> of(String trade, UUID organisation) {
        return sql.sql(SELECT + "where trade = :trade and organisation = :organisation")
                .param("trade", trade)
                .param("organisation", organisation)
                .query(DepositStore::deposit)
                .optional();
    }

    public long kept(String trade) {
        return sql.sql("select count(*) from deposit.deposit where trade = :trade and returned_at is null")
                .param("trade", trade)
                .query(Long.class)
                .single();
    }

    public int giveBack(String trade, Instant at) {
        return sql.sql("update deposit.deposit set returned_at = :at where trade = :trade and returned_at is null")
                .param("at", Timestamp.from(at))
                .param("trade", trade)
                .update();
    }

    private static Deposit deposit(ResultSet row, int n) throws SQLException {
        Timestamp returned = row.getTimestamp("returned_at");
        return new Deposit(
                row.getObject("id", UUID.class),
                row.getObject("organisation", UUID.class),
                row.getString("organisation_name"),
                row.getString("form"),
                row.getString("number"),
                new Money(row.getBigDecimal("amount")),
                row.getTimestamp("received_at").toInstant(),
                returned == null ? null : returned.toInstant());
    }
}
