package org.mingjian.tender.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.domain.NoticeDraft;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of notices that are being written. */
@Repository
public class NoticeDraftStore {

    private final JdbcClient sql;
    private final JsonMapper json;

    NoticeDraftStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public Optional<NoticeDraft> find(TradeId trade) {
        return sql.sql("select content, version, saved_name, saved_at from tender.notice_draft where trade = :trade")
                .param("trade", trade.value())
                .query((row, n) -> new NoticeDraft(
                        json.readTree(row.getString("content")),
                        row.getLong("version"),
                        row.getString("saved_name"),
                        row.getTimestamp("saved_at").toInstant()))
                .optional();
    }

    /** @return false when the version that was read is not the one that stands */
    public boolean save(TradeId trade, JsonNode content, long seen, Saver by) {
        return sql.sql("insert into tender.notice_draft (trade, content, version, saved_by, saved_name, saved_at)"
                                        + " select :trade, :content::jsonb, 1, :account, :name, :at where :seen = 0"
                                        + " on conflict (trade) do nothing")
                                .params(Map.of(
                                        "trade", trade.value(),
                                        "content", json.writeValueAsString(content),
                                        "account", by.account(),
                                        "name", by.name(),
                                        "at", Timestamp.from(by.at()),
                                        "seen", seen))
                                .update()
                        == 1
                || sql.sql("update tender.notice_draft set content = :content::jsonb, version = version + 1,"
                                        + " saved_by = :account, saved_name = :name, saved_at = :at"
                                        + " where trade = :trade and version = :seen")
                                .param("content", json.writeValueAsString(content))
                                .param("account", by.account())
                                .param("name", by.name())
                                .param("at", Timestamp.from(by.at()))
                                .param("trade", trade.value())
                                .param("seen", seen)
                                .update()
                        == 1;
    }

    /** Who saves, and when. */
    public record Saver(UUID account, String name, Instant at) {}
}
