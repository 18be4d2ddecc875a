package org.mingjian.pki.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates.Authority;
import org.mingjian.pki.TrustedCertificates.Revocation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of trusted authorities and their revocation lists. */
@Repository
public class TrustStore {

    private static final String AUTHORITY = "select id, name, certificate, anchor, purposes, revocation, crl_url,"
            + " ocsp_url, enabled from pki.authority ";

    private final JdbcClient sql;

    TrustStore(JdbcClient sql) {
        this.sql = sql;
    }

    public List<Authority> authorities() {
        return sql.sql(AUTHORITY + "order by id").query(TrustStore::authority).list();
    }

    public Optional<Authority> authority(String id) {
        return sql.sql(AUTHORITY + "where id = :id")
                .param("id", id)
                .query(TrustStore::authority)
                .optional();
    }

    public void put(Authority authority, Instant at) {
        sql.sql("insert into pki.authority (id, name, certificate, anchor, purposes, revocation, crl_url, ocsp_url,"
                        + " enabled, changed_at) values (:id, :name, :certificate, :anchor,"
                        + " string_to_array(:purposes, ','), :revocation, :crl, :ocsp, :enabled, :at)"
                        + " on conflict (id) do update set name = excluded.name, certificate = excluded.certificate,"
                        + " anchor = excluded.anchor, purposes = excluded.purposes,"
                        + " revocation = excluded.revocation, crl_url = excluded.crl_url,"
                        + " ocsp_url = excluded.ocsp_url, enabled = excluded.enabled,"
                        + " changed_at = excluded.changed_at")
                .param("id", authority.id())
                .param("name", authority.name())
                .param("certificate", authority.certificate())
                .param("anchor", authority.anchor())
                .param(
                        "purposes",
                        authority.purposes().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .param("revocation", authority.revocation().name())
                .param("crl", authority.crlUrl())
                .param("ocsp", authority.ocspUrl())
                .param("enabled", authority.enabled())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The newest list that is kept of an authority. */
    public Optional<byte[]> list(String authority) {
        return sql.sql("select der from pki.revocation_list where authority = :authority")
                .param("authority", authority)
                .query((row, n) -> row.getBytes("der"))
                .optional();
    }

    /** Keeps a list unless a newer one is there. */
    public void keep(String authority, byte[] der, Instant from, Instant to) {
        sql.sql("insert into pki.revocation_list (authority, der, this_update, next_update)"
                        + " values (:authority, :der, :from, :to) on conflict (authority) do update"
                        + " set der = excluded.der, this_update = excluded.this_update,"
                        + " next_update = excluded.next_update"
                        + " where revocation_list.this_update <= excluded.this_update")
                .param("authority", authority)
                .param("der", der)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .update();
    }

    /** Keeps a list aside. */
    public void offer(String authority, String sm3, byte[] der, Instant at) {
        sql.sql("insert into pki.offered_list (authority, sm3, der, offered_at) values (:authority, :sm3, :der, :at)"
                        + " on conflict (authority, sm3) do nothing")
                .param("authority", authority)
                .param("sm3", sm3)
                .param("der", der)
                .param("at", Timestamp.from(at))
                .update();
    }

    public Optional<byte[]> offered(String authority, String sm3) {
        return sql.sql("select der from pki.offered_list where authority = :authority and sm3 = :sm3")
                .param("authority", authority)
                .param("sm3", sm3)
                .query((row, n) -> row.getBytes("der"))
                .optional();
    }

    public void forgetOffered(String authority) {
        sql.sql("delete from pki.offered_list where authority = :authority")
                .param("authority", authority)
                .update();
    }

    private static Authority authority(ResultSet row, int n) throws SQLException {
        Array purposes = row.getArray("purposes");
        Set<Purpose> known = Arrays.stream((String[]) purposes.getArray())
                .filter(name -> !name.isEmpty())
                .map(Purpose::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Authority(
                row.getString("id"),
                row.getString("name"),
                row.getBytes("certificate"),
                row.getBoolean("anchor"),
                known,
                Revocation.valueOf(row.getString("revocation")),
                row.getString("crl_url"),
                row.getString("ocsp_url"),
                row.getBoolean("enabled"));
    }
}
