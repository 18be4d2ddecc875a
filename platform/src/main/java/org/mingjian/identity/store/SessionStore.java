package org.mingjian.identity.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of sessions, login challenges and answered requests. */
@Repository
public class SessionStore {

    /** A session by its token's digest. */
    public record Session(UUID account, @Nullable String certificate, Instant createdAt, Instant seenAt) {}

    /** What was answered to an idempotency key; status is null while the first request is still running. */
    public record Answered(
            byte[] request,
            @Nullable Integer status,
            @Nullable String contentType,
            byte @Nullable [] body) {}

    private final JdbcClient sql;

    SessionStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void open(byte[] token, Session session) {
        sql.sql("insert into identity.session (token, account, certificate, created_at, seen_at)"
                        + " values (:token, :account, :certificate, :created, :seen)")
                .param("token", token)
                .param("account", session.account())
                .param("certificate", session.certificate())
                .param("created", Timestamp.from(session.createdAt()))
                .param("seen", Timestamp.from(session.seenAt()))
                .update();
    }

    public Optional<Session> find(byte[] token) {
        return sql.sql("select account, certificate, created_at, seen_at from identity.session where token = :token")
                .param("token", token)
                .query((row, n) -> new Session(
                        row.getObject("account", UUID.class),
                        row.getString("certificate"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant()))
                .optional();
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

    public void challenge(byte[] value, Instant endsAt) {
        sql.sql("insert into identity.challenge (value, ends_at) values (:value, :ends)")
                .param("value", value)
                .param("ends", Timestamp.from(endsAt))
                .update();
    }

    /** True once only, and only in time. */
    public boolean takeChallenge(byte[] value, Instant now) {
        return sql.sql("delete from identity.challenge where value = :value returning ends_at > :now")
                .param("value", value)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** True when this request is the first with its key and may run. */
    public boolean claim(UUID account, String key, byte[] request, Instant at) {
        return sql.sql("insert into identity.answered_request (account, key, request, at)"
                                + " values (:account, :key, :request, :at)"
                                + " on conflict (account, key) do nothing")
                        .param("account", account)
                        .param("key", key)
                        .param("request", request)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
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

    public void answer(UUID account, String key, int status, @Nullable String contentType, byte[] body) {
        sql.sql("update identity.answered_request set status = :status, content_type = :type, body = :body"
                        + " where account = :account and key = :key")
                .param("status", status)
                .param("type", contentType)
                .param("body", body)
                .param("account", account)
                .param("key", key)
                .update();
    }

    public void forget(UUID account, String key) {
        sql.sql("delete from identity.answered_request where account = :account and key = :key")
                .param("account", account)
                .param("key", key)
                .update();
    }
}
