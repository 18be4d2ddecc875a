package org.mingjian.evaluation.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.evaluation.domain.Inquiry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of inquiries. */
@Repository
public class InquiryStore {

    private static final String SELECT = "select id, trade, bid, kind, question, asked_seat, asked_at, due_at, answer,"
            + " answered_at from evaluation.inquiry ";

    private final JdbcClient sql;

    InquiryStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Inquiry inquiry) {
        sql.sql("insert into evaluation.inquiry (id, trade, bid, kind, question, asked_seat, asked_at, due_at)"
                        + " values (:id, :trade, :bid, :kind, :question, :seat, :asked, :due)")
                .param("id", inquiry.id())
                .param("trade", inquiry.trade())
                .param("bid", inquiry.bid())
                .param("kind", inquiry.kind().name())
                .param("question", inquiry.question())
                .param("seat", inquiry.askedSeat())
                .param("asked", Timestamp.from(inquiry.askedAt()))
                .param("due", Timestamp.from(inquiry.dueAt()))
                .update();
    }

    public void answer(UUID id, String answer, Instant now) {
        sql.sql("update evaluation.inquiry set answer = :answer, answered_at = :now where id = :id")
                .param("answer", answer)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    public Optional<Inquiry> find(UUID id) {
        return sql.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(InquiryStore::inquiry)
                .optional();
    }

    /** Not yet answered, to one bidder, in any trade. */
    public List<Inquiry> openTo(String organisation) {
        return sql.sql(SELECT + "i where i.answered_at is null and exists (select 1 from evaluation.bid b"
                        + " where b.trade = i.trade and b.id = i.bid and b.organisation = :organisation)"
                        + " order by i.due_at")
                .param("organisation", organisation)
                .query(InquiryStore::inquiry)
                .list();
    }

    public List<Inquiry> of(String trade) {
        return sql.sql(SELECT + "where trade = :trade order by asked_at, id")
                .param("trade", trade)
                .query(InquiryStore::inquiry)
                .list();
    }

    private static Inquiry inquiry(ResultSet row, int n) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        return new Inquiry(
                row.getObject("id", UUID.class),
                row.getString("trade"),
                row.getString("bid"),
                Inquiry.Kind.valueOf(row.getString("kind")),
                row.getString("question"),
                row.getInt("asked_seat"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getString("answer"),
                answered == null ? null : answered.toInstant());
    }
}
