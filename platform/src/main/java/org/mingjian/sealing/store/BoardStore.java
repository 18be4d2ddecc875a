package org.mingjian.sealing.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningCause;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL of bids from the deadline on: the board, the decrypt commands, their results, the decrypted files. */
@Repository
public class BoardStore {

    private static final String BOARD = "select b.id, b.seq, b.organisation, b.name, b.credit_code, b.account, b.state,"
            + " b.sm3, b.received_at, b.key_no > b.key_done as commanded, b.cause, b.sheet, b.key_at, b.opened_at,"
            + " b.signed_in_at, b.record_signed_at, b.shares from sealing.bid b ";

    /** A bid on the board. */
    public record Entry(
            UUID id,
            int seq,
            UUID organisation,
            String name,
            String creditCode,
            UUID account,
            BidState state,
            String sm3,
            Instant receivedAt,
            boolean commanded,
            @Nullable OpeningCause cause,
            @Nullable JsonNode sheet,
            @Nullable Instant keyAt,
            @Nullable Instant openedAt,
            @Nullable Instant signedInAt,
            @Nullable Instant recordSignedAt,
            int shares) {}

    /** A decrypt command that has no result yet. */
    public record Command(
            UUID bid,
            String trade,
            int seq,
            String name,
            String creditCode,
            UUID organisation,
            String sm3,
            int no,
            byte[] keySealed,
            byte[] signature,
            UUID account,
            int shares) {

        /** Whether openers' shares gave the key, and not its bidder. */
        public boolean isByOpeners() {
            return shares > 0;
        }
    }

    /** What came of a command: a sheet, or a cause. */
    public record Result(
            Command command,
            @Nullable String sheet,
            @Nullable OpeningCause cause,
            @Nullable String detail) {}

    /** What became of a bid that was not opened. */
    public record Unopened(UUID bid, BidState state, OpeningCause cause) {}

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    BoardStore(JdbcClient sql, JdbcTemplate jdbc, JsonMapper json) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All sealed bids of a trade go to a state, numbered in the order of their receipt. */
    public void close(String trade, BidState to) {
        sql.sql("update sealing.bid b set state = :to, seq = o.n from (select s.id,"
                        + " row_number() over (order by s.received_at, s.id) as n from sealing.bid s"
                        + " where s.trade = :trade and s.state = 'SEALED') o where b.id = o.id")
                .param("to", to.name())
                .param("trade", trade)
                .update();
    }

    /** All bids that were there at the deadline, by number. */
    public List<Entry> board(String trade) {
        return sql.sql(BOARD + "where b.trade = :trade and b.seq is not null order by b.seq")
                .param("trade", trade)
                .query(this::entry)
                .list();
    }

    public Optional<Entry> find(UUID bid) {
        return sql.sql(BOARD + "where b.id = :bid and b.seq is not null")
                .param("bid", bid)
                .query(this::entry)
                .optional();
    }

    /** The bid of an organisation, locked until the transaction ends. */
    public Optional<Entry> lockOf(String trade, UUID organisation) {
        return lockOf(trade, List.of(organisation)).stream().findFirst();
    }

    /** The bids of organisations, locked until the transaction ends, in one order everywhere. */
    public List<Entry> lockOf(String trade, Collection<UUID> organisations) {
        return sql.sql(BOARD + "where b.trade = :trade and b.organisation = any (:organisations)"
                        + " and b.seq is not null order by b.id for update of b")
                .param("trade", trade)
                .param("organisations", organisations.toArray(UUID[]::new))
                .query(this::entry)
                .list();
    }

    /** A bid that was there at the deadline, locked until the transaction ends. */
    public Optional<Entry> lock(String trade, UUID bid) {
        return sql.sql(BOARD + "where b.trade = :trade and b.id = :bid and b.seq is not null for update of b")
                .param("trade", trade)
                .param("bid", bid)
                .query(this::entry)
                .optional();
    }

    /** The same without the lock. */
    public Optional<Entry> of(String trade, UUID organisation) {
        return sql.sql(BOARD + "where b.trade = :trade and b.organisation = :organisation and b.seq is not null")
                .param("trade", trade)
                .param("organisation", organisation)
                .query(this::entry)
                .optional();
    }

    /**
     * A content key to be queued.
     *
     * @param signature of the bidder; of the last opener where shares gave the key
     * @param shares how many openers' shares gave the key; 0 when its bidder did
     */
    public record Given(UUID bid, byte[] keySealed, byte[] signature, UUID account, Instant at, int shares) {}

    /** Queues commands one after the other; a later one of the same bid replaces the earlier. */
    public void command(List<Given> commands) {
        jdbc.batchUpdate(
                "update sealing.bid set key_no = key_no + 1, key_sealed = ?, key_signature = ?, key_account = ?,"
                        + " key_at = ?, key_shares = ? where id = ?",
                commands,
                commands.size() + 1,
                (statement, command) -> {
                    statement.setBytes(1, command.keySealed());
                    statement.setBytes(2, command.signature());
                    statement.setObject(3, command.account());
                    statement.setTimestamp(4, Timestamp.from(command.at()));
                    statement.setInt(5, command.shares());
                    statement.setObject(6, command.bid());
                });
    }

    /** Commands without a result, oldest first, but for the trades that stand still. */
    public List<Command> commands(Set<String> except, int limit) {
        return sql.sql("select b.id, b.trade, b.seq, b.name, b.credit_code, b.organisation, b.sm3, b.key_no,"
                        + " b.key_sealed, b.key_signature, b.key_account, b.key_shares from sealing.bid b"
                        + " where b.key_no > b.key_done and b.state in ('WAITING', 'FAILED')"
                        + " and b.trade <> all (:except) order by b.key_at limit :limit")
                .param("except", except.toArray(String[]::new))
                .param("limit", limit)
                .query((row, n) -> new Command(
                        row.getObject("id", UUID.class),
                        row.getString("trade"),
                        row.getInt("seq"),
                        row.getString("name"),
                        row.getString("credit_code"),
                        row.getObject("organisation", UUID.class),
                        row.getString("sm3"),
                        row.getInt("key_no"),
                        row.getBytes("key_sealed"),
                        row.getBytes("key_signature"),
                        row.getObject("key_account", UUID.class),
                        row.getInt("key_shares")))
                .list();
    }

    /** @return the bids that changed; a result that came before already changes nothing */
    public Set<UUID> settle(List<Result> results, Instant at) {
        return jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement("update sealing.bid b set"
                    + " state = case when u.sheet is null then 'FAILED' else 'OPENED' end,"
                    + " key_done = case when u.sheet is null then u.no else b.key_no end, cause = u.cause,"
                    + " detail = u.detail, sheet = u.sheet::jsonb, key_sealed = u.key, opened_at = ?"
                    + " from unnest(?::uuid[], ?::int[], ?::bytea[], ?::text[], ?::text[], ?::text[])"
                    + " as u(id, no, key, sheet, cause, detail) where b.id = u.id"
                    + " and b.key_done < u.no and b.state in ('WAITING', 'FAILED') returning b.id")) {
                statement.setTimestamp(1, Timestamp.from(at));
                statement.setArray(2, array(connection, "uuid", results.stream().map(r -> r.command()
                        .bid())));
                statement.setArray(3, array(connection, "int4", results.stream().map(r -> r.command()
                        .no())));
                statement.setArray(
                        4,
                        connection.createArrayOf(
                                "bytea",
                                results.stream()
                                        .map(r -> r.command().keySealed())
                                        .toArray(byte[][]::new)));
                statement.setArray(5, array(connection, "text", results.stream().map(Result::sheet)));
                statement.setArray(6, array(connection, "text", results.stream().map(r -> name(r.cause()))));
                statement.setArray(7, array(connection, "text", results.stream().map(Result::detail)));
                try (ResultSet rows = statement.executeQuery()) {
                    Set<UUID> changed = new HashSet<>();
                    while (rows.next()) {
                        changed.add(rows.getObject(1, UUID.class));
                    }
                    return changed;
                }
            }
        });
    }

    private static @Nullable String name(@Nullable OpeningCause cause) {
        return cause == null ? null : cause.name();
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    /** A bid failed without a command of its bidder: he says that his key cannot be used. */
    public void failed(UUID bid, BidState state, OpeningCause cause, String detail) {
        sql.sql("update sealing.bid set state = :state, cause = :cause, detail = :detail where id = :bid")
                .param("state", state.name())
                .param("cause", cause.name())
                .param("detail", detail)
                .param("bid", bid)
                .update();
    }

    public void unopened(List<Unopened> bids) {
        List<Object[]> rows = new ArrayList<>();
        bids.forEach(
                bid -> rows.add(new Object[] {bid.state().name(), bid.cause().name(), bid.bid()}));
        jdbc.batchUpdate("update sealing.bid set state = ?, cause = ?, key_done = key_no where id = ?", rows);
    }

    /** What people ruled; the cause stays as it was found. */
    public void ruled(UUID bid, BidState state) {
        sql.sql("update sealing.bid set state = :state where id = :bid")
                .param("state", state.name())
                .param("bid", bid)
                .update();
    }

    public void signedIn(UUID bid, Instant at) {
        sql.sql("update sealing.bid set signed_in_at = :at where id = :bid")
                .param("at", Timestamp.from(at))
                .param("bid", bid)
                .update();
    }

    public void recordSigned(UUID bid, Instant at) {
        sql.sql("update sealing.bid set record_signed_at = :at where id = :bid")
                .param("at", Timestamp.from(at))
                .param("bid", bid)
                .update();
    }

    public Optional<byte[]> keySealed(UUID bid) {
        return sql.sql("select b.key_sealed from sealing.bid b where b.id = :bid and b.state = 'OPENED'")
                .param("bid", bid)
                .query(byte[].class)
                .optional();
    }

    public void addFile(UUID bid, int n, String name, UUID document) {
        sql.sql("insert into sealing.bid_file (bid, n, name, document) values (:bid, :n, :name, :document)"
                        + " on conflict do nothing")
                .param("bid", bid)
                .param("n", n)
                .param("name", name)
                .param("document", document)
                .update();
    }

    /** A decrypted file of a bid. */
    public record FileRow(String name, UUID document) {}

    public List<FileRow> files(UUID bid) {
        return sql.sql("select f.name, f.document from sealing.bid_file f where f.bid = :bid order by f.n")
                .param("bid", bid)
                .query((row, n) -> new FileRow(row.getString("name"), row.getObject("document", UUID.class)))
                .list();
    }

    private Entry entry(ResultSet row, int n) throws SQLException {
        String cause = row.getString("cause");
        String sheet = row.getString("sheet");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getInt("seq"),
                row.getObject("organisation", UUID.class),
                row.getString("name"),
                row.getString("credit_code"),
                row.getObject("account", UUID.class),
                BidState.valueOf(row.getString("state")),
                row.getString("sm3"),
                row.getTimestamp("received_at").toInstant(),
                row.getBoolean("commanded"),
                cause == null ? null : OpeningCause.valueOf(cause),
                sheet == null ? null : json.readTree(sheet),
                OpeningStore.instant(row, "key_at"),
                OpeningStore.instant(row, "opened_at"),
                OpeningStore.instant(row, "signed_in_at"),
                OpeningStore.instant(row, "record_signed_at"),
                row.getInt("shares"));
    }
}
