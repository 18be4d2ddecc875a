package org.mingjian.identity.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.Sm2;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the certificates that accounts have shown. */
@Repository
public class CertificateStore {

    /**
     * A certificate of an account; a serial number is unique only within its authority.
     *
     * @param chain intermediates that the holder sent along
     */
    public record Row(
            String authority,
            String serial,
            UUID account,
            byte[] der,
            List<byte[]> chain,
            String algorithm,
            byte[] publicKey,
            Instant notBefore,
            Instant notAfter,
            boolean revoked) {}

    private static final String ROW = "select authority, serial, account, der, chain, algorithm, public_key,"
            + " not_before, not_after, revoked_at from identity.certificate ";

    private final JdbcClient sql;

    CertificateStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The development authority as the first release kept it, with its private key in the database. */
    public Optional<DevAuthority> authorityWithKey() {
        return sql.sql("select name, certificate, private_key, public_key from identity.authority"
                        + " where private_key is not null limit 1")
                .query((row, n) -> new DevAuthority(
                        row.getString("name"),
                        new Sm2.KeyPair(row.getBytes("private_key"), row.getBytes("public_key")),
                        row.getBytes("certificate")))
                .optional();
    }

    public void forgetAuthorityKeys() {
        sql.sql("update identity.authority set private_key = null").update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when an account has it already */
    public void add(Row row) {
        sql.sql("insert into identity.certificate (authority, serial, account, der, chain, algorithm, public_key,"
                        + " not_before, not_after)"
                        + " values (:authority, :serial, :account, :der, :chain, :algorithm, :key, :from, :to)")
                .param("authority", row.authority())
                .param("serial", row.serial())
                .param("account", row.account())
                .param("der", row.der())
                .param("chain", row.chain().toArray(byte[][]::new))
                .param("algorithm", row.algorithm())
                .param("key", row.publicKey())
                .param("from", Timestamp.from(row.notBefore()))
                .param("to", Timestamp.from(row.notAfter()))
                .update();
    }

    public void revoke(String authority, String serial, Instant at) {
        sql.sql("update identity.certificate set revoked_at = :at"
                        + " where authority = :authority and serial = :serial and revoked_at is null")
                .param("at", Timestamp.from(at))
                .param("authority", authority)
                .param("serial", serial)
                .update();
    }

    public List<Row> find(String serial) {
        return sql.sql(ROW + "where serial = :serial order by authority")
                .param("serial", serial)
                .query(CertificateStore::row)
                .list();
    }

    /** Those of several numbers, in one statement. */
    public List<Row> find(List<String> serials) {
        return sql.sql(ROW + "where serial = any(:serials) order by authority")
                .param("serials", serials.toArray(String[]::new))
                .query(CertificateStore::row)
                .list();
    }

    /** Newest first, of several accounts in one statement. */
    public List<Row> of(List<UUID> accounts) {
        return sql.sql(ROW + "where account = any(:accounts) order by not_before desc, serial")
                .param("accounts", accounts.toArray(UUID[]::new))
                .query(CertificateStore::row)
                .list();
    }

    /** Newest first. */
    public List<Row> of(UUID account) {
        return sql.sql(ROW + "where account = :account order by not_before desc, serial")
                .param("account", account)
                .query(CertificateStore::row)
                .list();
    }

    /** A certificate that was not given up, and whose account it is. */
    public record Held(Row row, String holder) {}

    /** Those of an account and of the other active accounts of its organisation; its own first, then by holder. */
    public List<Held> standing(UUID account, @Nullable UUID organisation) {
        return sql.sql(
                        "select c.authority, c.serial, c.account, c.der, c.chain, c.algorithm, c.public_key, c.not_before,"
                                + " c.not_after, c.revoked_at, a.name as holder from identity.certificate c"
                                + " join identity.account a on a.id = c.account where c.revoked_at is null"
                                + " and (c.account = :account or a.active and a.organisation = cast(:organisation as uuid))"
                                + " order by c.account <> :account, a.name, c.not_before desc, c.serial limit 200")
                .param("account", account)
                .param("organisation", organisation)
                .query((row, n) -> new Held(row(row, n), row.getString("holder")))
                .list();
    }

    /** Somebody's newest certificate, which ends soon or did. */
    public record Ending(
            String login,
            String name,
            @Nullable String organisation,
            String authority,
            String serial,
            Instant notAfter) {}

    private static final String ENDING = "from (select distinct on (c.account) c.account, c.authority, c.serial,"
            + " c.not_after from identity.certificate c where c.revoked_at is null"
            + " order by c.account, c.not_after desc) newest join identity.account a on a.id = newest.account"
            + " left join identity.organisation o on o.id = a.organisation"
            + " where a.active and newest.not_after < :before ";

    public List<Ending> ending(Instant before, int limit, long offset) {
        return sql.sql("select a.login, a.name, o.name as organisation, newest.authority, newest.serial,"
                        + " newest.not_after " + ENDING
                        + "order by newest.not_after, a.login limit :limit offset :offset")
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new Ending(
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("organisation"),
                        row.getString("authority"),
                        row.getString("serial"),
                        row.getTimestamp("not_after").toInstant()))
                .list();
    }

    public long countEnding(Instant before) {
        return sql.sql("select count(*) " + ENDING)
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Array chain = row.getArray("chain");
        return new Row(
                row.getString("authority"),
                row.getString("serial"),
                row.getObject("account", UUID.class),
                row.getBytes("der"),
                Arrays.asList((byte[][]) chain.getArray()),
                row.getString("algorithm"),
                row.getBytes("public_key"),
                row.getTimestamp("not_before").toInstant(),
                row.getTimestamp("not_after").toInstant(),
                row.getTimestamp("revoked_at") != null);
    }
}
