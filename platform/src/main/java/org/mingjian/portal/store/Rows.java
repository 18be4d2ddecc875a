package org.mingjian.portal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.portal.domain.InfoType;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.PublicTrade.Times;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Between rows of this schema and records. */
@Component
class Rows {

    static final String TRADE = "t.code, t.title, t.kind, t.region_code, t.tenderer, t.agency, t.section_code, t.state,"
            + " t.state_before, t.state_since, t.registered_at, t.published_at, t.pinned, t.documents_from,"
            + " t.documents_to, t.bid_deadline, t.publicity_ends, t.ceiling, t.deposit, t.method, t.winner,"
            + " t.award_price, t.shown";
    static final String NOTICE = "n.id, n.type, n.fact_kind, n.stream, n.trade, n.title, n.kind, n.region_code,"
            + " n.tenderer, n.issuer, n.published_at, n.position, n.seq, n.digest, n.body, n.files, n.shown";
    static final String EVENT =
            "e.position, e.stream, e.seq, e.kind, e.at, e.actor, e.body, e.files, e.digest, e.notice, e.shown";

    private static final TypeReference<List<FileRef>> FILES = new TypeReference<>() {};

    private final JsonMapper json;

    Rows(JsonMapper json) {
        this.json = json;
    }

    String write(Object value) {
        return json.writeValueAsString(value);
    }

    PublicTrade trade(ResultSet row, int number) throws SQLException {
        String before = row.getString("state_before");
        return new PublicTrade(
                row.getString("code"),
                row.getString("title"),
                row.getString("kind"),
                row.getString("region_code"),
                row.getString("tenderer"),
                row.getString("agency"),
                row.getString("section_code"),
                TradeState.valueOf(row.getString("state")),
                before == null ? null : TradeState.valueOf(before),
                row.getTimestamp("state_since").toInstant(),
                row.getTimestamp("registered_at").toInstant(),
                instant(row, "published_at"),
                row.getObject("pinned", LocalDate.class),
                new Times(
                        instant(row, "documents_from"),
                        instant(row, "documents_to"),
                        instant(row, "bid_deadline"),
                        instant(row, "publicity_ends")),
                row.getBigDecimal("ceiling"),
                row.getBigDecimal("deposit"),
                row.getString("method"),
                row.getString("winner"),
                row.getBigDecimal("award_price"),
                row.getLong("shown"));
    }

    PublicNotice notice(ResultSet row, int number) throws SQLException {
        return new PublicNotice(
                row.getString("id"),
                InfoType.valueOf(row.getString("type")),
                row.getString("fact_kind"),
                row.getString("stream"),
                row.getString("trade"),
                row.getString("title"),
                row.getString("kind"),
                row.getString("region_code"),
                row.getString("tenderer"),
                row.getString("issuer"),
                row.getTimestamp("published_at").toInstant(),
                row.getLong("position"),
                row.getLong("seq"),
                row.getString("digest"),
                node(row.getString("body")),
                json.readValue(row.getString("files"), FILES),
                row.getLong("shown"));
    }

    PublicEvent event(ResultSet row, int number) throws SQLException {
        return new PublicEvent(
                row.getLong("position"),
                row.getString("stream"),
                row.getLong("seq"),
                row.getString("kind"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                node(row.getString("body")),
                json.readValue(row.getString("files"), FILES),
                row.getString("digest"),
                row.getString("notice"),
                row.getLong("shown"));
    }

    private JsonNode node(@Nullable String text) {
        return text == null ? json.nullNode() : json.readTree(text);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
