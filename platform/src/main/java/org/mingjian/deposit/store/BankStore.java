package org.mingjian.deposit.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.deposit.domain.BankStatement;
import org.mingjian.identity.Reach;
import org.mingjian.kernel.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of bank lines. */
@Repository
public class BankStore {

    /** @param difference why a person must look at it; null when line and deposit agree */
    public record Compared(
            UUID id,
            LocalDate day,
            Money amount,
            String payerAccount,
            String reference,
            @Nullable UUID deposit,
            @Nullable String difference) {}

    /** @param region of the trade that was paid for, or of whoever brought the line; null when neither is known */
    public record Brought(Instant at, String by, @Nullable String region) {}

    private final JdbcClient sql;

    BankStore(JdbcClient sql) {
        this.sql = sql;
    }

    public boolean knows(BankStatement.Line line, @Nullable String region) {
        return sql.sql("select exists (select 1 from deposit.bank_line where day = :day and amount = :amount"
                        + " and payer_account = :payer and reference = :reference"
                        + " and (region is null or region = cast(:region as text)))")
                .param("region", region)
                .param("day", line.day())
                .param("amount", line.amount())
                .param("payer", line.payerAccount())
                .param("reference", line.reference())
                .query(Boolean.class)
                .single();
    }

    public void add(Compared line, Brought brought) {
        sql.sql("insert into deposit.bank_line (id, day, amount, payer_account, reference, deposit, difference,"
                        + " imported_at, imported_by, region) values (:id, :day, :amount, :payer, :reference, :deposit,"
                        + " :difference, :at, :by, :region)")
                .param("id", line.id())
                .param("day", line.day())
                .param("amount", line.amount().amount())
                .param("payer", line.payerAccount())
                .param("reference", line.reference())
                .param("deposit", line.deposit())
                .param("difference", line.difference())
                .param("at", Timestamp.from(brought.at()))
                .param("by", brought.by())
                .param("region", brought.region())
                .update();
    }

    public List<Compared> differences(Reach reach, int most) {
        return sql.sql("select id, day, amount, payer_account, reference, deposit, difference from deposit.bank_line"
                        + " where difference is not null and "
                        + Reach.condition("bank_line.region", "null", "null", "null")
                        + "order by day desc, id limit :most")
                .param("reach", reach.parameter())
                .param("most", most)
                .query((row, n) -> new Compared(
                        row.getObject("id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        new Money(row.getBigDecimal("amount")),
                        row.getString("payer_account"),
                        row.getString("reference"),
                        row.getObject("deposit", UUID.class),
                        row.getString("difference")))
                .list();
    }
}
