package org.mingjian.sealing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.sealing.OpeningPhase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of openings and of the objections raised there. */
@Repository
public class OpeningStore {

    private static final String SELECT =
            "select o.trade, o.phase, o.deadline, o.closed_at, o.bids, o.root, o.window_end,"
                    + " o.fault_reason, o.fault_account, o.fault_at, o.paused_at, o.digest, o.objections_until, o.record_fact,"
                    + " o.remedy_shares, o.remedy_until"
                    + " from sealing.opening o ";

    /** An opening. */
    public record Opening(
            String trade,
            OpeningPhase phase,
            Instant deadline,
            Instant closedAt,
            int bids,
            String root,
            Instant windowEnd,
            @Nullable String faultReason,
            @Nullable UUID faultAccount,
            @Nullable Instant faultAt,
            @Nullable Instant pausedAt,
            @Nullable String digest,
            @Nullable Instant objectionsUntil,
            @Nullable Long recordFact,
            @Nullable Integer remedyShares,
            @Nullable Instant remedyUntil) {

        /** Until when something may still be opened. */
        public Instant lastMoment() {
            return remedyUntil == null ? windowEnd : remedyUntil;
        }
    }

    /** An objection and its answer. */
    public record Objection(
            UUID id,
            UUID bid,
            String bidder,
            String text,
            Instant raisedAt,
            @Nullable String answer,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt) {}

    private final JdbcClient sql;

    OpeningStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Opening opening) {
        sql.sql("insert into sealing.opening (trade, phase, deadline, closed_at, bids, root, window_end,"
                        + " remedy_shares, remedy_until) values (:trade, :phase, :deadline, :closedAt, :bids, :root,"
                        + " :windowEnd, :remedyShares, :remedyUntil)")
                .param("trade", opening.trade())
                .param("phase", opening.phase().name())
                .param("deadline", Timestamp.from(opening.deadline()))
                .param("closedAt", Timestamp.from(opening.closedAt()))
                .param("bids", opening.bids())
                .param("root", opening.root())
                .param("windowEnd", Timestamp.from(opening.windowEnd()))
                .param("remedyShares", opening.remedyShares())
                .param("remedyUntil", opening.remedyUntil() == null ? null : Timestamp.from(opening.remedyUntil()))
                .update();
    }

    public Optional<Opening> find(String trade) {
        return one(trade, "");
    }

    /** For those who only need that the phase does not change meanwhile; many at once. */
    public Optional<Opening> share(String trade) {
        return one(trade, " for share");
    }

    /** For those who change the phase. Take the trade's lock first. */
    public Optional<Opening> lock(String trade) {
        return one(trade, " for update");
    }

    private Optional<Opening> one(String trade, String how) {
        return sql.sql(SELECT + "where o.trade = :trade" + how)
                .param("trade", trade)
                .query(OpeningStore::opening)
                .optional();
    }

    /** Openings whose time to decrypt is over. */
    public List<Opening> overdue(Instant now) {
        return sql.sql(SELECT + "where o.phase = 'DECRYPTING' and o.paused_at is null and o.window_end < :now")
                .param("now", Timestamp.from(now))
                .query(OpeningStore::opening)
                .list();
    }

    /** Openings that are not over. */
    public List<Opening> live() {
        return sql.sql(SELECT + "where o.phase <> 'RECORDED' order by o.deadline")
                .query(OpeningStore::opening)
                .list();
    }

    public void phase(String trade, OpeningPhase phase) {
        sql.sql("update sealing.opening set phase = :phase where trade = :trade")
                .param("phase", phase.name())
                .param("trade", trade)
                .update();
    }

    public void fault(String trade, @Nullable String reason, @Nullable UUID account, @Nullable Instant at) {
        sql.sql("update sealing.opening set fault_reason = :reason, fault_account = :account, fault_at = :at"
                        + " where trade = :trade")
                .param("reason", reason)
                .param("account", account)
                .param("at", at == null ? null : Timestamp.from(at))
                .param("trade", trade)
                .update();
    }

    public void pause(String trade, @Nullable Instant since, Instant windowEnd) {
        sql.sql("update sealing.opening set paused_at = :since,"
                        + " remedy_until = remedy_until + (:windowEnd::timestamptz - window_end),"
                        + " window_end = :windowEnd where trade = :trade")
                .param("since", since == null ? null : Timestamp.from(since))
                .param("windowEnd", Timestamp.from(windowEnd))
                .param("trade", trade)
                .update();
    }

    public void read(String trade, String digest, Instant objectionsUntil) {
        sql.sql("update sealing.opening set digest = :digest, objections_until = :until where trade = :trade")
                .param("digest", digest)
                .param("until", Timestamp.from(objectionsUntil))
                .param("trade", trade)
                .update();
    }

    public void recorded(String trade, long fact) {
        sql.sql("update sealing.opening set record_fact = :fact where trade = :trade")
                .param("fact", fact)
                .param("trade", trade)
                .update();
    }

    public void add(String trade, Objection objection) {
        sql.sql("insert into sealing.objection (id, trade, bid, bidder, text, raised_at)"
                        + " values (:id, :trade, :bid, :bidder, :text, :at)")
                .param("id", objection.id())
                .param("trade", trade)
                .param("bid", objection.bid())
                .param("bidder", objection.bidder())
                .param("text", objection.text())
                .param("at", Timestamp.from(objection.raisedAt()))
                .update();
    }

    /** @return false when there is no such objection that waits for an answer */
    public boolean answer(String trade, UUID id, String answer, String by, Instant at) {
        return sql.sql("update sealing.objection set answer = :answer, answered_by = :by, answered_at = :at"
                                + " where id = :id and trade = :trade and answer is null")
                        .param("answer", answer)
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .param("trade", trade)
                        .update()
                == 1;
    }

    public List<Objection> objections(String trade) {
        return sql.sql("select j.id, j.bid, j.bidder, j.text, j.raised_at, j.answer, j.answered_by, j.answered_at"
                        + " from sealing.objection j where j.trade = :trade order by j.raised_at, j.id")
                .param("trade", trade)
                .query((row, n) -> new Objection(
                        row.getObject("id", UUID.class),
                        row.getObject("bid", UUID.class),
                        row.getString("bidder"),
                        row.getString("text"),
                        row.getTimestamp("raised_at").toInstant(),
                        row.getString("answer"),
                        row.getString("answered_by"),
                        instant(row, "answered_at")))
                .list();
    }

    private static Opening opening(ResultSet row, int n) throws SQLException {
        long fact = row.getLong("record_fact");
        Long recordFact = row.wasNull() ? null : fact;
        int shares = row.getInt("remedy_shares");
        Integer remedyShares = row.wasNull() ? null : shares;
        return new Opening(
                row.getString("trade"),
                OpeningPhase.valueOf(row.getString("phase")),
                row.getTimestamp("deadline").toInstant(),
                row.getTimestamp("closed_at").toInstant(),
                row.getInt("bids"),
                row.getString("root"),
                row.getTimestamp("window_end").toInstant(),
                row.getString("fault_reason"),
                row.getObject("fault_account", UUID.class),
                instant(row, "fault_at"),
                instant(row, "paused_at"),
                row.getString("digest"),
                instant(row, "objections_until"),
                recordFact,
                remedyShares,
                instant(row, "remedy_until"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
