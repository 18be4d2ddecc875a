package org.mingjian.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.identity.Accounts.CertificateView;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.Sm2;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of certificates and the development authority. */
@Repository
public class CertificateStore {

    private static final String VIEW = "select c.serial, c.account, c.public_key, c.not_before, c.not_after,"
            + " c.revoked_at from identity.certificate c ";

    private final JdbcClient sql;

    CertificateStore(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<DevAuthority> authority() {
        return sql.sql("select name, certificate, private_key, public_key from identity.authority limit 1")
                .query((row, n) -> new DevAuthority(
                        row.getString("name"),
                        new Sm2.KeyPair(row.getBytes("private_key"), row.getBytes("public_key")),
                        row.getBytes("certificate")))
                .optional();
    }

    public void keep(DevAuthority authority) {
        sql.sql("insert into identity.authority (name, certificate, private_key, public_key)"
                        + " values (:name, :certificate, :private, :public) on conflict (name) do nothing")
                .param("name", authority.name())
                .param("certificate", authority.rootCertificate())
                .param("private", authority.keys().privateKey())
                .param("public", authority.keys().publicKey())
                .update();
    }

    public void add(UUID account, Certificate certificate, byte[] der) {
        sql.sql("insert into identity.certificate (serial, account, der, public_key, not_before, not_after)"
                        + " values (:serial, :account, :der, :key, :from, :to)")
                .param("serial", certificate.serial())
                .param("account", account)
                .param("der", der)
                .param("key", certificate.publicKey())
                .param("from", Timestamp.from(certificate.notBefore()))
                .param("to", Timestamp.from(certificate.notAfter()))
                .update();
    }

    public Optional<byte[]> der(String serial) {
        return sql.sql("select der from identity.certificate where serial = :serial")
                .param("serial", serial)
                .query((row, n) -> row.getBytes("der"))
                .optional();
    }

    public Optional<CertificateView> find(String serial, Instant now) {
        return sql.sql(VIEW + "where c.serial = :serial")
                .param("serial", serial)
                .query((row, n) -> view(row, now))
                .optional();
    }

    /** Newest first. */
    public List<CertificateView> of(UUID account, Instant now) {
        return sql.sql(VIEW + "where c.account = :account order by c.not_before desc, c.serial")
                .param("account", account)
                .query((row, n) -> view(row, now))
                .list();
    }

    private static CertificateView view(ResultSet row, Instant now) throws SQLException {
        boolean usable = row.getTimestamp("revoked_at") == null
                && !row.getTimestamp("not_before").toInstant().isAfter(now)
                && row.getTimestamp("not_after").toInstant().isAfter(now);
        return new CertificateView(
                row.getString("serial"), row.getObject("account", UUID.class), row.getBytes("public_key"), usable);
    }
}
