package org.mingjian.document.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.StoredDocument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of documents and uploads. */
@Repository
public class DocumentStore {

    private static final String DOCUMENT =
            "select d.id, d.name, d.size, d.sm3, d.account, d.organisation, d.stored_at from document.document d ";
    private static final String UPLOAD =
            "select u.id, u.account, u.organisation, u.name, u.length, u.expires_at, u.document from document.upload u ";

    /** An upload as registered; how far it is, the shelf knows. */
    public record Upload(
            UUID id,
            DocumentOwner owner,
            String name,
            long length,
            Instant expires,
            @Nullable UUID document) {}

    private final JdbcClient sql;

    DocumentStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Upload upload, Instant now) {
        sql.sql("insert into document.upload (id, account, organisation, name, length, created_at, expires_at)"
                        + " values (:id, :account, :organisation, :name, :length, :now, :expires)")
                .param("id", upload.id())
                .param("account", upload.owner().account())
                .param("organisation", upload.owner().organisation())
                .param("name", upload.name())
                .param("length", upload.length())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(upload.expires()))
                .update();
    }

    public Optional<Upload> upload(UUID id) {
        return sql.sql(UPLOAD + "where u.id = :id")
                .param("id", id)
                .query(DocumentStore::readUpload)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    public Optional<Upload> lockUpload(UUID id) {
        return sql.sql(UPLOAD + "where u.id = :id for update")
                .param("id", id)
                .query(DocumentStore::readUpload)
                .optional();
    }

    public void finished(UUID upload, UUID document) {
        sql.sql("update document.upload set document = :document where id = :id")
                .param("document", document)
                .param("id", upload)
                .update();
    }

    public void remove(UUID upload) {
        sql.sql("delete from document.upload where id = :id")
                .param("id", upload)
                .update();
    }

    /** Uploads whose time is over, finished ones too: their document stays. */
    public List<UUID> expired(Instant now, int limit) {
        return sql.sql(
                        "select u.id from document.upload u where u.expires_at < :now order by u.expires_at limit :limit")
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    public void add(StoredDocument document) {
        sql.sql("insert into document.document (id, name, size, sm3, account, organisation, stored_at)"
                        + " values (:id, :name, :size, :sm3, :account, :organisation, :at)")
                .param("id", document.id())
                .param("name", document.name())
                .param("size", document.size())
                .param("sm3", document.sm3())
                .param("account", document.owner().account())
                .param("organisation", document.owner().organisation())
                .param("at", Timestamp.from(document.storedAt()))
                .update();
    }

    public Optional<StoredDocument> find(UUID id) {
        return sql.sql(DOCUMENT + "where d.id = :id")
                .param("id", id)
                .query(DocumentStore::readDocument)
                .optional();
    }

    public Optional<StoredDocument> findBySm3(String sm3) {
        return sql.sql(DOCUMENT + "where d.sm3 = :sm3 order by d.stored_at limit 1")
                .param("sm3", sm3)
                .query(DocumentStore::readDocument)
                .optional();
    }

    /** Every digest that a row names, once. */
    public List<String> digests() {
        return sql.sql("select distinct sm3 from document.document order by sm3")
                .query(String.class)
                .list();
    }

    private static Upload readUpload(ResultSet row, int n) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                owner(row),
                row.getString("name"),
                row.getLong("length"),
                row.getTimestamp("expires_at").toInstant(),
                row.getObject("document", UUID.class));
    }

    private static StoredDocument readDocument(ResultSet row, int n) throws SQLException {
        return new StoredDocument(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("size"),
                row.getString("sm3"),
                owner(row),
                row.getTimestamp("stored_at").toInstant());
    }

    private static DocumentOwner owner(ResultSet row) throws SQLException {
        return new DocumentOwner(row.getObject("account", UUID.class), row.getObject("organisation", UUID.class));
    }
}
