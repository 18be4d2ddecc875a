package org.mingjian.sealing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the shares that openers gave. */
@Repository
public class ShareStore {

    /**
     * A share.
     *
     * @param fits whether it fits the commitments of the bid; a false one is kept as evidence
     * @param sealed under the platform's key until enough are there, then null
     */
    public record Share(
            UUID bid,
            int n,
            String trade,
            String kind,
            String name,
            UUID account,
            boolean fits,
            byte @Nullable [] sealed,
            byte[] point,
            byte[] signature,
            String reason,
            Instant at) {}

    private final JdbcClient sql;

    ShareStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A true share stays; a false one gives way to the opener's next. */
    public void put(Share share) {
        sql.sql("insert into sealing.share (bid, n, trade, kind, name, account, fits, sealed, point, signature, reason,"
                        + " given_at) values (:bid, :n, :trade, :kind, :name, :account, :fits, :sealed, :point,"
                        + " :signature, :reason, :at) on conflict (bid, n) do update set kind = excluded.kind,"
                        + " name = excluded.name, account = excluded.account, fits = excluded.fits,"
                        + " sealed = excluded.sealed, point = excluded.point, signature = excluded.signature,"
                        + " reason = excluded.reason, given_at = excluded.given_at where not sealing.share.fits")
                .param("bid", share.bid())
                .param("n", share.n())
                .param("trade", share.trade())
                .param("kind", share.kind())
                .param("name", share.name())
                .param("account", share.account())
                .param("fits", share.fits())
                .param("sealed", share.sealed())
                .param("point", share.point())
                .param("signature", share.signature())
                .param("reason", share.reason())
                .param("at", Timestamp.from(share.at()))
                .update();
    }

    public List<Share> ofBid(UUID bid) {
        return query("where s.bid = :key", bid);
    }

    public List<Share> ofTrade(String trade) {
        return query("where s.trade = :key", trade);
    }

    private List<Share> query(String where, Object key) {
        return sql.sql("select s.bid, s.n, s.trade, s.kind, s.name, s.account, s.fits, s.sealed, s.point, s.signature,"
                        + " s.reason, s.given_at from sealing.share s " + where + " order by s.bid, s.n")
                .param("key", key)
                .query((row, i) -> new Share(
                        row.getObject("bid", UUID.class),
                        row.getInt("n"),
                        row.getString("trade"),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getObject("account", UUID.class),
                        row.getBoolean("fits"),
                        row.getBytes("sealed"),
                        row.getBytes("point"),
                        row.getBytes("signature"),
                        row.getString("reason"),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    /** How many true shares a bid has; the board shows it. */
    public void count(UUID bid, int shares) {
        sql.sql("update sealing.bid set shares = :shares where id = :bid")
                .param("shares", shares)
                .param("bid", bid)
                .update();
    }

    /** Once the content key is queued, the shares themselves are no longer kept. */
    public void forget(UUID bid) {
        sql.sql("update sealing.share set sealed = null where bid = :bid")
                .param("bid", bid)
                .update();
    }
}
