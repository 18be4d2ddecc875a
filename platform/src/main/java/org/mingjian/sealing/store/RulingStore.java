package org.mingjian.sealing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.sealing.Blame;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of rulings; one a bid, the last one stands. */
@Repository
public class RulingStore {

    /** A ruling; without effect until it is confirmed. */
    public record Row(
            UUID bid,
            String trade,
            Blame blame,
            String reason,
            UUID proposedBy,
            String proposer,
            @Nullable UUID organisation,
            Instant proposedAt,
            @Nullable String confirmer,
            @Nullable Instant confirmedAt) {

        public boolean isOpen() {
            return confirmedAt == null;
        }
    }

    private final JdbcClient sql;

    RulingStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void put(Row row) {
        sql.sql("insert into sealing.ruling (bid, trade, blame, reason, proposed_by, proposer, organisation,"
                        + " proposed_at) values (:bid, :trade, :blame, :reason, :by, :proposer, :organisation, :at)"
                        + " on conflict (bid) do update set blame = excluded.blame, reason = excluded.reason,"
                        + " proposed_by = excluded.proposed_by, proposer = excluded.proposer,"
                        + " organisation = excluded.organisation, proposed_at = excluded.proposed_at,"
                        + " confirmer = null, confirmed_at = null")
                .param("bid", row.bid())
                .param("trade", row.trade())
                .param("blame", row.blame().name())
                .param("reason", row.reason())
                .param("by", row.proposedBy())
                .param("proposer", row.proposer())
                .param("organisation", row.organisation())
                .param("at", Timestamp.from(row.proposedAt()))
                .update();
    }

    public void confirm(UUID bid, String confirmer, Instant at) {
        sql.sql("update sealing.ruling set confirmer = :confirmer, confirmed_at = :at where bid = :bid")
                .param("confirmer", confirmer)
                .param("at", Timestamp.from(at))
                .param("bid", bid)
                .update();
    }

    public List<Row> ofTrade(String trade) {
        return sql.sql("select r.bid, r.trade, r.blame, r.reason, r.proposed_by, r.proposer, r.organisation,"
                        + " r.proposed_at, r.confirmer, r.confirmed_at from sealing.ruling r where r.trade = :trade"
                        + " order by r.proposed_at, r.bid")
                .param("trade", trade)
                .query((row, n) -> new Row(
                        row.getObject("bid", UUID.class),
                        row.getString("trade"),
                        Blame.valueOf(row.getString("blame")),
                        row.getString("reason"),
                        row.getObject("proposed_by", UUID.class),
                        row.getString("proposer"),
                        row.getObject("organisation", UUID.class),
                        row.getTimestamp("proposed_at").toInstant(),
                        row.getString("confirmer"),
                        OpeningStore.instant(row, "confirmed_at")))
                .list();
    }
}
