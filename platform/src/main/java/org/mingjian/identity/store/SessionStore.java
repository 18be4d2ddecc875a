package org.mingjian.identity.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Organisation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of sessions, login challenges and answered requests. */
@Repository
public class SessionStore {

    /** A session by its token's digest. */
    public record Session(
            UUID id,
            UUID account,
            @Nullable String certificate,
            Instant createdAt,
            Instant seenAt,
            String address,
            String device,
            boolean enrolling) {}

    private static final String SESSION = "select id, account, certificate, created_at, seen_at, address, device,"
            + " enrolling from identity.session ";

    /** What was answered to an idempotency key; status is null while the first request is still running. */
    public record Answered(
            byte[] request,
            @Nullable Integer status,
            @Nullable String contentType,
            byte @Nullable [] body) {}

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    SessionStore(JdbcClient sql, JdbcTemplate jdbc) {
        this.sql = sql;
        this.jdbc = jdbc;
    }

    /** A new session with its token's digest. */
    public record Opened(byte[] token, Session session) {}

    public void open(List<Opened> opened) {
        if (opened.isEmpty()) {
            return;
        }
        List<Session> sessions = opened.stream().map(Opened::session).toList();
        jdbc.update(
                "insert into identity.session (token, id, account, certificate, created_at, seen_at, address, device,"
                        + " enrolling) select u.token, u.id, u.account, u.certificate, u.created, u.seen, u.address,"
                        + " u.device, u.enrolling from unnest(?::bytea[], ?::uuid[], ?::uuid[], ?::text[],"
                        + " ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::boolean[])"
                        + " as u(token, id, account, certificate, created, seen, address, device, enrolling)",
                statement -> {
                    Connection connection = statement.getConnection();
                    statement.setArray(1, bytes(connection, opened.stream().map(Opened::token)));
                    statement.setArray(
                            2, array(connection, "uuid", sessions.stream().map(Session::id)));
                    statement.setArray(
                            3, array(connection, "uuid", sessions.stream().map(Session::account)));
                    statement.setArray(
                            4, array(connection, "text", sessions.stream().map(Session::certificate)));
                    statement.setArray(5, times(connection, sessions.stream().map(Session::createdAt)));
                    statement.setArray(6, times(connection, sessions.stream().map(Session::seenAt)));
                    statement.setArray(
                            7, array(connection, "text", sessions.stream().map(Session::address)));
                    statement.setArray(
                            8, array(connection, "text", sessions.stream().map(Session::device)));
                    statement.setArray(
                            9, array(connection, "bool", sessions.stream().map(Session::enrolling)));
                });
    }

    /**
     * A session with the account and the organisation behind it: what every request needs, in one statement. The roles
     * are not asked here: standing rights are remembered.
     */
    public record Known(
            Session session, AccountView account, @Nullable Organisation organisation) {}

    private static final String KNOWN = "select s.token, s.id, s.account, s.certificate, s.created_at, s.seen_at,"
            + " s.address, s.device, s.enrolling, a.login, a.name, a.organisation, a.active,"
            + " o.name as organisation_name, o.kind, o.region_code, o.credit_code, o.parent"
            + " from identity.session s join identity.account a on a.id = s.account"
            + " left join identity.organisation o on o.id = a.organisation ";

    public Optional<Known> find(byte[] token) {
        return sql.sql(KNOWN + "where s.token = :token")
                .param("token", token)
                .query(SessionStore::known)
                .optional();
    }

    /** Several in one statement, by their token's digest. */
    public Map<byte[], Known> find(List<byte[]> tokens) {
        Map<byte[], Known> found = new IdentityHashMap<>();
        jdbc.query(
                KNOWN + "where s.token = any(?::bytea[])",
                statement -> statement.setArray(1, bytes(statement.getConnection(), tokens.stream())),
                row -> {
                    found.put(row.getBytes("token"), known(row, 0));
                });
        return found;
    }

    private static Known known(ResultSet row, int n) throws SQLException {
        return new Known(session(row, n), account(row), organisation(row));
    }

    private static AccountView account(ResultSet row) throws SQLException {
        return new AccountView(
                row.getObject("account", UUID.class),
                row.getString("login"),
                row.getString("name"),
                Set.of(),
                row.getObject("organisation", UUID.class),
                row.getBoolean("active"));
    }

    private static @Nullable Organisation organisation(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind == null
                ? null
                : new Organisation(
                        row.getObject("organisation", UUID.class),
                        row.getString("organisation_name"),
                        Organisation.Kind.valueOf(kind),
                        row.getString("region_code"),
                        row.getString("credit_code"),
                        row.getObject("parent", UUID.class));
    }

    /** Those that are neither idle nor too old, newest first. */
    public List<Session> of(UUID account, Instant seenAfter, Instant createdAfter) {
        return sql.sql(SESSION + "where account = :account and seen_at > :seen and created_at > :created"
                        + " order by created_at desc, id")
                .param("account", account)
                .param("seen", Timestamp.from(seenAfter))
                .param("created", Timestamp.from(createdAfter))
                .query(SessionStore::session)
                .list();
    }

    /** @return false when this account has no such session */
    public boolean end(UUID id, UUID account) {
        return sql.sql("delete from identity.session where id = :id and account = :account")
                        .param("id", id)
                        .param("account", account)
                        .update()
                == 1;
    }

    private static Session session(ResultSet row, int n) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("certificate"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getString("address"),
                row.getString("device"),
                row.getBoolean("enrolling"));
    }

    public void seen(byte[] token, Instant at) {
        sql.sql("update identity.session set seen_at = :at where token = :token")
                .param("at", Timestamp.from(at))
                .param("token", token)
                .update();
    }

    public void close(byte[] token) {
        sql.sql("delete from identity.session where token = :token")
                .param("token", token)
                .update();
    }

    public int closeAll(UUID account) {
        return sql.sql("delete from identity.session where account = :account")
                .param("account", account)
                .update();
    }

    public void keepChallenges(List<byte[]> values, Instant endsAt) {
        jdbc.update(
                "insert into identity.challenge (value, ends_at) select u.value, ?::timestamptz"
                        + " from unnest(?::bytea[]) as u(value)",
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(endsAt));
                    statement.setArray(2, bytes(statement.getConnection(), values.stream()));
                });
    }

    /** True once only, and only in time. */
    public boolean takeChallenge(byte[] value, Instant now) {
        return !takeChallenges(List.of(value), now).isEmpty();
    }

    /** Those that were there and in time; whatever was asked for is used up. */
    public List<byte[]> takeChallenges(List<byte[]> values, Instant now) {
        List<byte[]> inTime = new ArrayList<>();
        jdbc.query(
                "delete from identity.challenge where value = any(?::bytea[]) returning value, ends_at > ? as in_time",
                statement -> {
                    statement.setArray(1, bytes(statement.getConnection(), values.stream()));
                    statement.setTimestamp(2, Timestamp.from(now));
                },
                row -> {
                    if (row.getBoolean("in_time")) {
                        inTime.add(row.getBytes("value"));
                    }
                });
        return inTime;
    }

    /** A request that wants to run, by its key; {@code request} is its digest. */
    public record Claim(UUID account, String key, byte[] request, Instant at) {}

    /** For each claim whether it is the first with its key and may run. */
    public List<Boolean> claim(List<Claim> claims) {
        Set<List<Object>> first = new HashSet<>();
        jdbc.query(
                "insert into identity.answered_request (account, key, request, at)"
                        + " select u.account, u.key, u.request, u.at"
                        + " from unnest(?::uuid[], ?::text[], ?::bytea[], ?::timestamptz[])"
                        + " with ordinality as u(account, key, request, at, n) order by u.n"
                        + " on conflict (account, key) do nothing returning account, key",
                statement -> {
                    Connection connection = statement.getConnection();
                    statement.setArray(
                            1, array(connection, "uuid", claims.stream().map(Claim::account)));
                    statement.setArray(
                            2, array(connection, "text", claims.stream().map(Claim::key)));
                    statement.setArray(3, bytes(connection, claims.stream().map(Claim::request)));
                    statement.setArray(
                            4, array(connection, "timestamptz", claims.stream().map(c -> Timestamp.from(c.at()))));
                },
                row -> {
                    first.add(List.of(row.getObject("account", UUID.class), row.getString("key")));
                });
        // Two with the same key in one list: the earlier one takes it out of the set.
        return claims.stream()
                .map(claim -> first.remove(List.<Object>of(claim.account(), claim.key())))
                .toList();
    }

    public Optional<Answered> answered(UUID account, String key) {
        return sql.sql("select request, status, content_type, body from identity.answered_request"
                        + " where account = :account and key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, n) -> new Answered(
                        row.getBytes("request"),
                        (Integer) row.getObject("status"),
                        row.getString("content_type"),
                        row.getBytes("body")))
                .optional();
    }

    /** What a request was answered. */
    public record Answer(
            UUID account, String key, int status, @Nullable String contentType, byte[] body) {}

    public void answer(List<Answer> answers) {
        jdbc.update(
                "update identity.answered_request r set status = u.status, content_type = u.type, body = u.body"
                        + " from unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::bytea[])"
                        + " as u(account, key, status, type, body) where r.account = u.account and r.key = u.key",
                statement -> {
                    Connection connection = statement.getConnection();
                    statement.setArray(
                            1, array(connection, "uuid", answers.stream().map(Answer::account)));
                    statement.setArray(
                            2, array(connection, "text", answers.stream().map(Answer::key)));
                    statement.setArray(
                            3, array(connection, "int4", answers.stream().map(Answer::status)));
                    statement.setArray(
                            4, array(connection, "text", answers.stream().map(Answer::contentType)));
                    statement.setArray(5, bytes(connection, answers.stream().map(Answer::body)));
                });
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static Array times(Connection connection, Stream<Instant> values) throws SQLException {
        return array(connection, "timestamptz", values.map(Timestamp::from));
    }

    private static Array bytes(Connection connection, Stream<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    public void forget(UUID account, String key) {
        sql.sql("delete from identity.answered_request where account = :account and key = :key")
                .param("account", account)
                .param("key", key)
                .update();
    }
}
