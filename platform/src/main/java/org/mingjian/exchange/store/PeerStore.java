package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The nodes and systems this one speaks with, and how well the upper one could be reached. */
@Repository
public class PeerStore {

    private static final String COLUMNS =
            "code, name, kind, public_key, secret, url, systems, admitted_at, admitted_by, stopped";

    private final JdbcClient sql;

    PeerStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** How a peer is connected. */
    public enum Kind {
        /** 上级平台. */
        UPPER,
        /** 下级平台. */
        LOWER,
        /** A system behind one of the older doors. */
        SYSTEM
    }

    /**
     * A peer.
     *
     * @param publicKey base64 of 65 bytes; empty for a system behind an older door
     * @param secret sealed; empty for a node
     * @param systems 系统编号 that its records may carry; empty for any
     */
    public record Peer(
            String code,
            String name,
            Kind kind,
            String publicKey,
            String secret,
            String url,
            List<String> systems,
            Instant admittedAt,
            String admittedBy,
            boolean stopped) {}

    public List<Peer> all() {
        return sql.sql("select " + COLUMNS + " from exchange.peer order by kind desc, code")
                .query((row, n) -> peer(row))
                .list();
    }

    public Optional<Peer> find(String code) {
        return sql.sql("select " + COLUMNS + " from exchange.peer where code = :code")
                .param("code", code)
                .query((row, n) -> peer(row))
                .optional();
    }

    /** The one upper node, if there is one. */
    public Optional<Peer> upper() {
        return sql.sql("select " + COLUMNS + " from exchange.peer where kind = 'UPPER' and not stopped limit 1")
                .query((row, n) -> peer(row))
                .optional();
    }

    public void keep(Peer peer) {
        sql.sql("insert into exchange.peer (" + COLUMNS
                        + ") values (:code, :name, :kind, :key, :secret, :url, :systems,"
                        + " :at, :by, :stopped) on conflict (code) do update set name = excluded.name,"
                        + " kind = excluded.kind, public_key = excluded.public_key, secret = excluded.secret,"
                        + " url = excluded.url, systems = excluded.systems, admitted_at = excluded.admitted_at,"
                        + " admitted_by = excluded.admitted_by, stopped = excluded.stopped")
                .param("code", peer.code())
                .param("name", peer.name())
                .param("kind", peer.kind().name())
                .param("key", peer.publicKey())
                .param("secret", peer.secret())
                .param("url", peer.url())
                .param("systems", String.join(",", peer.systems()))
                .param("at", Timestamp.from(peer.admittedAt()))
                .param("by", peer.admittedBy())
                .param("stopped", peer.stopped())
                .update();
    }

    public void reached(String peer, Instant minute, boolean good) {
        sql.sql("insert into exchange.reach (peer, minute, good, bad) values (:peer, :minute, :good, :bad)"
                        + " on conflict (peer, minute) do update set good = exchange.reach.good + excluded.good,"
                        + " bad = exchange.reach.bad + excluded.bad")
                .param("peer", peer)
                .param("minute", Timestamp.from(minute))
                .param("good", good ? 1 : 0)
                .param("bad", good ? 0 : 1)
                .update();
    }

    /** Minutes in which the peer answered, and minutes in which it was asked, from a time on. */
    public long[] reach(Instant from) {
        return sql.sql("select count(*) filter (where good > 0) good, count(*) asked from exchange.reach"
                        + " where minute >= :from")
                .param("from", Timestamp.from(from))
                .query((row, n) -> new long[] {row.getLong("good"), row.getLong("asked")})
                .single();
    }

    private static Peer peer(ResultSet row) throws SQLException {
        String systems = row.getString("systems");
        return new Peer(
                row.getString("code"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("public_key"),
                row.getString("secret"),
                row.getString("url"),
                systems.isEmpty() ? List.of() : Arrays.asList(systems.split(",")),
                row.getTimestamp("admitted_at").toInstant(),
                row.getString("admitted_by"),
                row.getBoolean("stopped"));
    }
}
