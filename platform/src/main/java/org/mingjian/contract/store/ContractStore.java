package org.mingjian.contract.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of contracts, written reports and performance. */
@Repository
public class ContractStore {

    /** The contract as drawn up: canonical text, its SM3 digest, who has signed. */
    public record Contract(
            String body,
            String digest,
            @Nullable Instant tendererSigned,
            @Nullable Instant winnerSigned) {

        public boolean isSigned() {
            return tendererSigned != null && winnerSigned != null;
        }
    }

    /** 履约记录. */
    public record Performance(UUID id, String kind, String text, Instant at) {}

    private final JdbcClient sql;

    ContractStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void offer(String trade, String body, String digest) {
        sql.sql("insert into contract.contract (trade, body, digest) values (:trade, :body, :digest)"
                        + " on conflict (trade) do update set body = :body, digest = :digest,"
                        + " tenderer_signed = null, tenderer_signature = null,"
                        + " winner_signed = null, winner_signature = null")
                .param("trade", trade)
                .param("body", body)
                .param("digest", digest)
                .update();
    }

    public Optional<Contract> contract(String trade) {
        return sql.sql("select body, digest, tenderer_signed, winner_signed from contract.contract"
                        + " where trade = :trade")
                .param("trade", trade)
                .query((row, n) -> {
                    Timestamp tenderer = row.getTimestamp("tenderer_signed");
                    Timestamp winner = row.getTimestamp("winner_signed");
                    return new Contract(
                            row.getString("body"),
                            row.getString("digest"),
                            tenderer == null ? null : tenderer.toInstant(),
                            winner == null ? null : winner.toInstant());
                })
                .optional();
    }

    public void sign(String trade, boolean byTenderer, byte[] signature, Instant at) {
        String who = byTenderer ? "tenderer" : "winner";
        sql.sql("update contract.contract set " + who + "_signed = :at, " + who + "_signature = :signature"
                        + " where trade = :trade")
                .param("at", Timestamp.from(at))
                .param("signature", signature)
                .param("trade", trade)
                .update();
    }

    public void report(String trade, Instant at) {
        sql.sql("insert into contract.written_report (trade, filed_at) values (:trade, :at)")
                .param("trade", trade)
                .param("at", Timestamp.from(at))
                .update();
    }

    public Optional<Instant> reported(String trade) {
        return sql.sql("select filed_at from contract.written_report where trade = :trade")
                .param("trade", trade)
                .query((row, n) -> row.getTimestamp("filed_at").toInstant())
                .optional();
    }

    public void perform(String trade, Performance performance) {
        sql.sql("insert into contract.performance (id, trade, kind, text, at) values (:id, :trade, :kind, :text, :at)")
                .param("id", performance.id())
                .param("trade", trade)
                .param("kind", performance.kind())
                .param("text", performance.text())
                .param("at", Timestamp.from(performance.at()))
                .update();
    }

    public List<Performance> performance(String trade) {
        return sql.sql("select id, kind, text, at from contract.performance where trade = :trade order by at")
                .param("trade", trade)
                .query((row, n) -> new Performance(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("text"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
