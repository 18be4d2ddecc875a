package org.mingjian.tender.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.domain.Objection;
import org.mingjian.tender.domain.Question;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of questions and objections. */
@Repository
public class QuestionStore {

    private static final String QUESTIONS =
            "select q.id, q.asker, q.text, q.asked_at, q.answer, q.answered_at from tender.question q ";
    private static final String OBJECTIONS = "select o.id, o.objector, o.objector_name, o.text, o.files, o.raised_at,"
            + " o.answer, o.answered_at from tender.objection o ";

    private final JdbcClient sql;
    private final JsonMapper json;

    QuestionStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(TradeId trade, Question question) {
        sql.sql("insert into tender.question (id, trade, asker, text, asked_at) values (:id, :trade, :asker, :text,"
                        + " :at)")
                .param("id", question.id())
                .param("trade", trade.value())
                .param("asker", question.asker())
                .param("text", question.text())
                .param("at", Timestamp.from(question.askedAt()))
                .update();
    }

    public void answerQuestion(UUID id, String answer, Instant now) {
        answer("question", id, answer, now);
    }

    public void answerObjection(UUID id, String answer, Instant now) {
        answer("objection", id, answer, now);
    }

    private void answer(String table, UUID id, String answer, Instant now) {
        sql.sql("update tender." + table + " set answer = :answer, answered_at = :now where id = :id")
                .param("answer", answer)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    public List<Question> questions(TradeId trade) {
        return sql.sql(QUESTIONS + "where q.trade = :trade order by q.asked_at, q.id")
                .param("trade", trade.value())
                .query((row, n) -> question(row))
                .list();
    }

    public Optional<Question> question(TradeId trade, UUID id) {
        return sql.sql(QUESTIONS + "where q.trade = :trade and q.id = :id")
                .param("trade", trade.value())
                .param("id", id)
                .query((row, n) -> question(row))
                .optional();
    }

    public void add(TradeId trade, Objection objection) {
        sql.sql("insert into tender.objection (id, trade, objector, objector_name, text, files, raised_at) values"
                        + " (:id, :trade, :objector, :name, :text, :files::jsonb, :at)")
                .param("id", objection.id())
                .param("trade", trade.value())
                .param("objector", objection.objector())
                .param("name", objection.objectorName())
                .param("text", objection.text())
                .param("files", json.writeValueAsString(objection.files()))
                .param("at", Timestamp.from(objection.raisedAt()))
                .update();
    }

    public List<Objection> objections(TradeId trade) {
        return sql.sql(OBJECTIONS + "where o.trade = :trade order by o.raised_at, o.id")
                .param("trade", trade.value())
                .query((row, n) -> objection(row))
                .list();
    }

    public Optional<Objection> objection(TradeId trade, UUID id) {
        return sql.sql(OBJECTIONS + "where o.trade = :trade and o.id = :id")
                .param("trade", trade.value())
                .param("id", id)
                .query((row, n) -> objection(row))
                .optional();
    }

    /** Questions and objections that wait for an answer in the bidding trades that an organisation runs. */
    public List<Waiting> waiting(UUID organisation) {
        String of = " from tender.trade t join tender.%s a on a.trade = t.id where (t.tenderer = :organisation"
                + " or t.agency = :organisation) and t.state = 'BIDDING' and a.answered_at is null ";
        return sql.sql("select t.code, t.title, t.kind, t.pinned, cast(null as uuid) as objection, count(*) as count,"
                        + " min(a.asked_at) as since" + of.formatted("question") + "group by t.id union all"
                        + " select t.code, t.title, t.kind, t.pinned, a.id, 1, a.raised_at" + of.formatted("objection")
                        + "order by since limit 200")
                .param("organisation", organisation)
                .query((row, n) -> new Waiting(
                        row.getString("code"),
                        row.getString("title"),
                        row.getString("kind"),
                        row.getObject("pinned", LocalDate.class),
                        row.getObject("objection", UUID.class),
                        row.getInt("count"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /**
     * Something that waits for an answer.
     *
     * @param objection null for the questions of a trade, which wait together
     */
    public record Waiting(
            String code,
            String title,
            String kind,
            LocalDate pinned,
            @Nullable UUID objection,
            int count,
            Instant since) {}

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                row.getObject("id", UUID.class),
                row.getObject("asker", UUID.class),
                row.getString("text"),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("answer"),
                instant(row, "answered_at"));
    }

    private Objection objection(ResultSet row) throws SQLException {
        return new Objection(
                row.getObject("id", UUID.class),
                row.getObject("objector", UUID.class),
                row.getString("objector_name"),
                row.getString("text"),
                json.readValue(row.getString("files"), new TypeReference<List<FileRef>>() {}),
                row.getTimestamp("raised_at").toInstant(),
                row.getString("answer"),
                instant(row, "answered_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
