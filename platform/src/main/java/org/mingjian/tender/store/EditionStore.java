package org.mingjian.tender.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.tender.Notice;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.domain.Edition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of the versions of notice and documents, and of who fetched them. */
@Repository
public class EditionStore {

    private static final String SELECT = "select e.number, e.terms, e.notice, e.text, e.remark, e.files, e.published_at"
            + " from tender.edition e where e.trade = :trade ";

    private final JdbcClient sql;
    private final JsonMapper json;

    EditionStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(TradeId trade, Edition edition) {
        sql.sql("insert into tender.edition (trade, number, terms, notice, text, remark, files, published_at) values"
                        + " (:trade, :number, :terms::jsonb, :notice::jsonb, :text::jsonb, :remark, :files::jsonb,"
                        + " :at)")
                .param("trade", trade.value())
                .param("number", edition.number())
                .param("terms", json.writeValueAsString(edition.terms()))
                .param("notice", json.writeValueAsString(edition.notice()))
                .param("text", json.writeValueAsString(edition.text()))
                .param("remark", edition.remark())
                .param("files", json.writeValueAsString(edition.files()))
                .param("at", Timestamp.from(edition.publishedAt()))
                .update();
        // What is published is no longer being written.
        sql.sql("delete from tender.notice_draft where trade = :trade")
                .param("trade", trade.value())
                .update();
    }

    /** Oldest first. */
    public List<Edition> editions(TradeId trade) {
        return sql.sql(SELECT + "order by e.number")
                .param("trade", trade.value())
                .query(this::edition)
                .list();
    }

    public Optional<Edition> newest(TradeId trade) {
        return sql.sql(SELECT + "order by e.number desc limit 1")
                .param("trade", trade.value())
                .query(this::edition)
                .optional();
    }

    /** @return false when the organisation had fetched before */
    public boolean fetch(TradeId trade, Caller caller, Instant now) {
        return sql.sql("insert into tender.fetch (trade, organisation, account, fetched_at) values (:trade,"
                                + " :organisation, :account, :now) on conflict do nothing")
                        .param("trade", trade.value())
                        .param("organisation", caller.requireOrganisation().id())
                        .param("account", caller.account())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    public boolean hasFetched(TradeId trade, UUID organisation) {
        return sql.sql("select exists (select 1 from tender.fetch f where f.trade = :trade and"
                        + " f.organisation = :organisation)")
                .param("trade", trade.value())
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    /** Those of the trades whose documents the organisation fetched. */
    public Set<TradeId> fetchedBy(UUID organisation, List<TradeId> trades) {
        if (trades.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(sql.sql(
                        "select f.trade from tender.fetch f where f.organisation = :organisation and f.trade in (:trades)")
                .param("organisation", organisation)
                .param("trades", trades.stream().map(TradeId::value).toList())
                .query((row, n) -> new TradeId(row.getObject("trade", UUID.class)))
                .list());
    }

    private Edition edition(ResultSet row, int n) throws SQLException {
        return new Edition(
                row.getInt("number"),
                json.readValue(row.getString("terms"), Terms.class),
                json.readValue(row.getString("notice"), Notice.class),
                json.readValue(row.getString("text"), new TypeReference<List<NoticeSection>>() {}),
                row.getString("remark"),
                json.readValue(row.getString("files"), new TypeReference<List<FileRef>>() {}),
                row.getTimestamp("published_at").toInstant());
    }
}
