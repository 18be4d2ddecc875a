package org.mingjian.evaluation.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.evaluation.domain.PriceChange;
import org.mingjian.kernel.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of price corrections. */
@Repository
public class PriceChangeStore {

    private static final String SELECT =
            "select p.inquiry, p.trade, p.bid, p.stated, p.corrected, p.applied, p.accepted"
                    + " from evaluation.price_change p ";

    private final JdbcClient sql;

    PriceChangeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @throws org.springframework.dao.DuplicateKeyException while another is open or accepted */
    public void add(PriceChange change) {
        sql.sql("insert into evaluation.price_change (inquiry, trade, bid, stated, corrected, applied)"
                        + " values (:inquiry, :trade, :bid, :stated, :corrected, :applied)")
                .param("inquiry", change.inquiry())
                .param("trade", change.trade())
                .param("bid", change.bid())
                .param("stated", change.stated().amount())
                .param("corrected", change.corrected().amount())
                .param("applied", change.applied().toArray(new String[0]))
                .update();
    }

    public void answer(UUID inquiry, boolean accepted) {
        sql.sql("update evaluation.price_change set accepted = :accepted where inquiry = :inquiry")
                .param("accepted", accepted)
                .param("inquiry", inquiry)
                .update();
    }

    public Optional<PriceChange> find(UUID inquiry) {
        return sql.sql(SELECT + "where p.inquiry = :inquiry")
                .param("inquiry", inquiry)
                .query(PriceChangeStore::change)
                .optional();
    }

    public List<PriceChange> of(String trade) {
        return sql.sql(SELECT + "where p.trade = :trade")
                .param("trade", trade)
                .query(PriceChangeStore::change)
                .list();
    }

    private static PriceChange change(ResultSet row, int n) throws SQLException {
        return new PriceChange(
                row.getObject("inquiry", UUID.class),
                row.getString("trade"),
                row.getString("bid"),
                new Money(row.getBigDecimal("stated")),
                new Money(row.getBigDecimal("corrected")),
                List.of((String[]) row.getArray("applied").getArray()),
                row.getObject("accepted", Boolean.class));
    }
}
