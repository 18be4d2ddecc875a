package org.mingjian.sealing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.sealing.BidState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of bids and their versions, until the deadline. */
@Repository
public class BidStore {

    private static final String SELECT = "select b.id, b.trade, b.organisation, b.name, b.credit_code, b.account,"
            + " b.state, b.version, b.document, b.sm3, b.size, b.received_at from sealing.bid b ";

    /** A bid as handed in. */
    public record Row(
            UUID id,
            String trade,
            UUID organisation,
            String name,
            String creditCode,
            UUID account,
            BidState state,
            int version,
            UUID document,
            String sm3,
            long size,
            Instant receivedAt) {}

    /** One version of a bid; {@code fact} is its receipt. */
    public record Version(
            UUID bid,
            int version,
            String trade,
            UUID document,
            String name,
            String sm3,
            long size,
            JsonNode recipients,
            Instant receivedAt,
            long fact) {}

    private final JdbcClient sql;
    private final JsonMapper json;

    BidStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public Optional<Row> of(String trade, UUID organisation) {
        return sql.sql(SELECT + "where b.trade = :trade and b.organisation = :organisation")
                .param("trade", trade)
                .param("organisation", organisation)
                .query(BidStore::row)
                .optional();
    }

    public Optional<Row> find(UUID id) {
        return sql.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query(BidStore::row)
                .optional();
    }

    /** Trades in which an organisation has a bid that waits for its opening. */
    public List<String> waitingOf(UUID organisation) {
        return sql.sql("select b.trade from sealing.bid b where b.organisation = :organisation and b.state = 'SEALED'"
                        + " order by b.received_at limit 100")
                .param("organisation", organisation)
                .query(String.class)
                .list();
    }

    /** Bids in a state in the order of their receipt. */
    public List<Row> in(String trade, BidState state) {
        return sql.sql(SELECT + "where b.trade = :trade and b.state = :state order by b.received_at, b.id")
                .param("trade", trade)
                .param("state", state.name())
                .query(BidStore::row)
                .list();
    }

    /** Makes or replaces the bid of an organisation. */
    public void put(Row bid) {
        sql.sql(
                        "insert into sealing.bid (id, trade, organisation, name, credit_code, account, state, version, document,"
                                + " sm3, size, received_at) values (:id, :trade, :organisation, :name, :creditCode, :account,"
                                + " :state, :version, :document, :sm3, :size, :at) on conflict (id) do update set"
                                + " name = excluded.name, account = excluded.account, state = excluded.state,"
                                + " version = excluded.version, document = excluded.document, sm3 = excluded.sm3,"
                                + " size = excluded.size, received_at = excluded.received_at")
                .param("id", bid.id())
                .param("trade", bid.trade())
                .param("organisation", bid.organisation())
                .param("name", bid.name())
                .param("creditCode", bid.creditCode())
                .param("account", bid.account())
                .param("state", bid.state().name())
                .param("version", bid.version())
                .param("document", bid.document())
                .param("sm3", bid.sm3())
                .param("size", bid.size())
                .param("at", Timestamp.from(bid.receivedAt()))
                .update();
    }

    public void state(UUID id, BidState state) {
        sql.sql("update sealing.bid set state = :state where id = :id")
                .param("state", state.name())
                .param("id", id)
                .update();
    }

    public boolean knows(String trade, String sm3) {
        return sql.sql("select exists (select 1 from sealing.bid_version v where v.trade = :trade and v.sm3 = :sm3)")
                .param("trade", trade)
                .param("sm3", sm3)
                .query(Boolean.class)
                .single();
    }

    public void add(Version version) {
        sql.sql(
                        "insert into sealing.bid_version (bid, version, trade, document, name, sm3, size, recipients, received_at,"
                                + " fact) values (:bid, :version, :trade, :document, :name, :sm3, :size, :recipients::jsonb, :at,"
                                + " :fact)")
                .param("bid", version.bid())
                .param("version", version.version())
                .param("trade", version.trade())
                .param("document", version.document())
                .param("name", version.name())
                .param("sm3", version.sm3())
                .param("size", version.size())
                .param("recipients", json.writeValueAsString(version.recipients()))
                .param("at", Timestamp.from(version.receivedAt()))
                .param("fact", version.fact())
                .update();
    }

    public List<Version> versions(UUID bid) {
        return sql.sql(
                        "select v.bid, v.version, v.trade, v.document, v.name, v.sm3, v.size, v.recipients, v.received_at,"
                                + " v.fact from sealing.bid_version v where v.bid = :bid order by v.version")
                .param("bid", bid)
                .query((row, n) -> new Version(
                        row.getObject("bid", UUID.class),
                        row.getInt("version"),
                        row.getString("trade"),
                        row.getObject("document", UUID.class),
                        row.getString("name"),
                        row.getString("sm3"),
                        row.getLong("size"),
                        json.readTree(row.getString("recipients")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getLong("fact")))
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("trade"),
                row.getObject("organisation", UUID.class),
                row.getString("name"),
                row.getString("credit_code"),
                row.getObject("account", UUID.class),
                BidState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getObject("document", UUID.class),
                row.getString("sm3"),
                row.getLong("size"),
                row.getTimestamp("received_at").toInstant());
    }
}
