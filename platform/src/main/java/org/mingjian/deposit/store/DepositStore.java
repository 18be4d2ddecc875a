package org.mingjian.deposit.store;

import java.math.BigDecimal;
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

    /**
     * @param form 保函 (a bank's), 担保保函, 保险保函, 转账, 现金 or 支票
     * @param interest 银行同期存款利息 that went back with it, 元
     * @param withdrawnAt when its bidder took the bid back, before the deadline
     * @param confirmedAt when the bank's statement agreed
     */
    public record Deposit(
            UUID id,
            UUID organisation,
            String organisationName,
            String form,
            String number,
            Money amount,
            Instant receivedAt,
            @Nullable Instant returnedAt,
            @Nullable Money interest,
            @Nullable Instant withdrawnAt,
            @Nullable Instant confirmedAt) {}

    /** A deposit that is kept although its bidder took the bid back. */
    public record Withdrawn(String trade, UUID deposit, Instant at) {}

    /** A deposit with its trade, as the bank's statement finds it. */
    public record Numbered(
            UUID id, String trade, Money amount, @Nullable Instant confirmedAt) {}

    private static final String SELECT = "select id, organisation, organisation_name, form, number, amount,"
            + " received_at, returned_at, interest, withdrawn_at, confirmed_at from deposit.deposit ";

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

    public Optional<Deposit> lock(String trade, UUID id) {
        return sql.sql(SELECT + "where trade = :trade and id = :id for update")
                .param("trade", trade)
                .param("id", id)
                .query(DepositStore::deposit)
                .optional();
    }

    public void giveBack(UUID id, @Nullable Money interest, String basis, Instant at) {
        sql.sql("update deposit.deposit set returned_at = :at, interest = :interest, return_basis = :basis"
                        + " where id = :id and returned_at is null")
                .param("at", Timestamp.from(at))
                .param("interest", interest == null ? null : interest.amount())
                .param("basis", basis)
                .param("id", id)
                .update();
    }

    /** @param at null when the bidder handed in again */
    public void withdrawn(String trade, UUID organisation, UUID bid, @Nullable Instant at) {
        sql.sql("update deposit.deposit set withdrawn_at = :at, withdrawn_bid = :bid"
                        + " where trade = :trade and organisation = :organisation and returned_at is null")
                .param("at", at == null ? null : Timestamp.from(at))
                .param("bid", at == null ? null : bid)
                .param("trade", trade)
                .param("organisation", organisation)
                .update();
    }

    public Optional<UUID> withdrawnBid(UUID id) {
        return sql.sql("select withdrawn_bid from deposit.deposit where id = :id and withdrawn_bid is not null")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    public List<Withdrawn> withdrawn(int most) {
        return sql.sql("select trade, id, withdrawn_at from deposit.deposit"
                        + " where returned_at is null and withdrawn_at is not null order by withdrawn_at limit :most")
                .param("most", most)
                .query((row, n) -> new Withdrawn(
                        row.getString("trade"),
                        row.getObject("id", UUID.class),
                        row.getTimestamp("withdrawn_at").toInstant()))
                .list();
    }

    public List<String> tradesThatKeep(int most) {
        return sql.sql("select distinct trade from deposit.deposit where returned_at is null"
                        + " order by trade limit :most")
                .param("most", most)
                .query(String.class)
                .list();
    }

    public List<Numbered> numbered(String number) {
        return sql.sql("select id, trade, amount, confirmed_at from deposit.deposit where number = :number"
                        + " and form not like '%保函' order by received_at")
                .param("number", number)
                .query((row, n) -> new Numbered(
                        row.getObject("id", UUID.class),
                        row.getString("trade"),
                        new Money(row.getBigDecimal("amount")),
                        instant(row, "confirmed_at")))
                .list();
    }

    public void confirm(UUID id, Instant at) {
        sql.sql("update deposit.deposit set confirmed_at = :at where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    private static Deposit deposit(ResultSet row, int n) throws SQLException {
        BigDecimal interest = row.getBigDecimal("interest");
        return new Deposit(
                row.getObject("id", UUID.class),
                row.getObject("organisation", UUID.class),
                row.getString("organisation_name"),
                row.getString("form"),
                row.getString("number"),
                new Money(row.getBigDecimal("amount")),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "returned_at"),
                interest == null ? null : new Money(interest),
                instant(row, "withdrawn_at"),
                instant(row, "confirmed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
