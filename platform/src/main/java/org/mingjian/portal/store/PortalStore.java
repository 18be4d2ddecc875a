package org.mingjian.portal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FileRef;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the reader writes: one batch of facts is a handful of statements. */
@Repository
public class PortalStore {

    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate batch;
    private final Rows rows;

    PortalStore(JdbcClient sql, NamedParameterJdbcTemplate batch, Rows rows) {
        this.sql = sql;
        this.batch = batch;
        this.rows = rows;
    }

    /** Empties everything; the index sees the new epoch and starts again too. */
    public void reset() {
        for (String table : List.of("trade", "notice", "event", "hidden", "digest", "file")) {
            sql.sql("delete from portal." + table).update();
        }
        sql.sql("update portal.horizon set epoch = epoch + 1, position = 0 where id = 1")
                .update();
    }

    public void reached(long position) {
        sql.sql("update portal.horizon set position = :position where id = 1")
                .param("position", position)
                .update();
    }

    public Map<String, PublicTrade> trades(Collection<String> codes) {
        Map<String, PublicTrade> found = new HashMap<>();
        if (!codes.isEmpty()) {
            sql.sql("select " + Rows.TRADE + " from portal.trade t where t.code = any(:codes)")
                    .param("codes", codes.toArray(String[]::new))
                    .query(rows::trade)
                    .list()
                    .forEach(trade -> found.put(trade.code(), trade));
        }
        return found;
    }

    public void keepTrades(Collection<PublicTrade> trades) {
        write(
                "insert into portal.trade (code, title, kind, region_code, tenderer, agency, section_code, state,"
                        + " state_before, state_since, registered_at, published_at, pinned, documents_from,"
                        + " documents_to, bid_deadline, publicity_ends, ceiling, deposit, method, winner, award_price,"
                        + " shown) values (:code, :title, :kind, :region, :tenderer, :agency, :section, :state,"
                        + " :before, :since, :registered, :published, :pinned, :from, :to, :deadline, :publicity,"
                        + " :ceiling, :deposit, :method, :winner, :price, :shown)"
                        + " on conflict (code) do update set title = excluded.title, tenderer = excluded.tenderer,"
                        + " agency = excluded.agency, state = excluded.state, state_before = excluded.state_before,"
                        + " state_since = excluded.state_since, published_at = excluded.published_at,"
                        + " documents_from = excluded.documents_from, documents_to = excluded.documents_to,"
                        + " bid_deadline = excluded.bid_deadline, publicity_ends = excluded.publicity_ends,"
                        + " ceiling = excluded.ceiling, deposit = excluded.deposit, method = excluded.method,"
                        + " winner = excluded.winner, award_price = excluded.award_price, shown = excluded.shown",
                trades.stream().map(PortalStore::parameters).toList());
    }

    private static SqlParameterSource parameters(PublicTrade trade) {
        return new MapSqlParameterSource()
                .addValue("code", trade.code())
                .addValue("title", trade.title())
                .addValue("kind", trade.kind())
                .addValue("region", trade.regionCode())
                .addValue("tenderer", trade.tenderer())
                .addValue("agency", trade.agency())
                .addValue("section", trade.sectionCode())
                .addValue("state", trade.state().name())
                .addValue(
                        "before", trade.before() == null ? null : trade.before().name())
                .addValue("since", time(trade.stateSince()))
                .addValue("registered", time(trade.registeredAt()))
                .addValue("published", time(trade.publishedAt()))
                .addValue("pinned", trade.pinned())
                .addValue("from", time(trade.times().documentsFrom()))
                .addValue("to", time(trade.times().documentsTo()))
                .addValue("deadline", time(trade.times().bidDeadline()))
                .addValue("publicity", time(trade.times().publicityEnds()))
                .addValue("ceiling", trade.ceiling())
                .addValue("deposit", trade.deposit())
                .addValue("method", trade.method())
                .addValue("winner", trade.winner())
                .addValue("price", trade.awardPrice())
                .addValue("shown", trade.shown());
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    public void addNotices(List<PublicNotice> notices) {
        write(
                "insert into portal.notice (id, type, fact_kind, stream, trade, title, kind, region_code, tenderer,"
                        + " issuer, published_at, position, seq, digest, body, files, shown) values (:id, :type,"
                        + " :factKind, :stream, :trade, :title, :kind, :region, :tenderer, :issuer, :published,"
                        + " :position, :seq, :digest, cast(:body as json), cast(:files as json), :shown)"
                        + " on conflict (id) do nothing",
                notices.stream().map(this::parameters).toList());
    }

    private SqlParameterSource parameters(PublicNotice notice) {
        return new MapSqlParameterSource()
                .addValue("id", notice.id())
                .addValue("type", notice.type().name())
                .addValue("factKind", notice.factKind())
                .addValue("stream", notice.stream())
                .addValue("trade", notice.trade())
                .addValue("title", notice.title())
                .addValue("kind", notice.kind())
                .addValue("region", notice.regionCode())
                .addValue("tenderer", notice.tenderer())
                .addValue("issuer", notice.issuer())
                .addValue("published", time(notice.publishedAt()))
                .addValue("position", notice.position())
                .addValue("seq", notice.seq())
                .addValue("digest", notice.digest())
                .addValue("body", rows.write(notice.body()))
                .addValue("files", rows.write(notice.files()))
                .addValue("shown", notice.shown());
    }

    public void addEvents(List<PublicEvent> events) {
        write(
                "insert into portal.event (position, stream, seq, kind, at, actor, body, files, digest, notice, shown)"
                        + " values (:position, :stream, :seq, :kind, :at, :actor, cast(:body as json),"
                        + " cast(:files as json), :digest, :notice, :shown) on conflict (position) do nothing",
                events.stream().map(this::parameters).toList());
        write(
                "insert into portal.file (sm3, position, name, size) values (:sm3, :position, :name, :size)"
                        + " on conflict do nothing",
                events.stream()
                        .flatMap(event -> event.files().stream().map(file -> parameters(event, file)))
                        .toList());
    }

    private SqlParameterSource parameters(PublicEvent event) {
        return new MapSqlParameterSource()
                .addValue("position", event.position())
                .addValue("stream", event.stream())
                .addValue("seq", event.seq())
                .addValue("kind", event.kind())
                .addValue("at", time(event.at()))
                .addValue("actor", event.actor())
                .addValue("body", rows.write(event.body()))
                .addValue("files", rows.write(event.files()))
                .addValue("digest", event.digest())
                .addValue("notice", event.notice())
                .addValue("shown", event.shown());
    }

    private static SqlParameterSource parameters(PublicEvent event, FileRef file) {
        return new MapSqlParameterSource()
                .addValue("sm3", file.sm3())
                .addValue("position", event.position())
                .addValue("name", file.name())
                .addValue("size", file.size());
    }

    public void addDigests(List<Fact> facts) {
        write(
                "insert into portal.digest (digest, position) values (:digest, :position) on conflict do nothing",
                facts.stream()
                        .map(fact -> (SqlParameterSource) new MapSqlParameterSource()
                                .addValue("digest", fact.digest())
                                .addValue("position", fact.position()))
                        .toList());
    }

    /** Remembers where secret facts are, so that a later disclosure finds them. */
    public void addHidden(List<Fact> facts) {
        write(
                "insert into portal.hidden (stream, seq, fact) values (:stream, :seq, :fact) on conflict do nothing",
                facts.stream()
                        .map(fact -> (SqlParameterSource) new MapSqlParameterSource()
                                .addValue("stream", fact.stream())
                                .addValue("seq", fact.seq())
                                .addValue("fact", fact.id()))
                        .toList());
    }

    /** The internal id of a secret fact that is being disclosed; it is not hidden afterwards. */
    public Optional<Long> takeHidden(String stream, long seq) {
        return sql.sql("delete from portal.hidden where stream = :stream and seq = :seq returning fact")
                .param("stream", stream)
                .param("seq", seq)
                .query(Long.class)
                .optional();
    }

    private void write(String statement, List<SqlParameterSource> parameters) {
        if (!parameters.isEmpty()) {
            batch.batchUpdate(statement, parameters.toArray(SqlParameterSource[]::new));
        }
    }
}
