package org.mingjian.identity.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.domain.Proposal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of proposals and posts. */
@Repository
public class ProposalStore {

    private static final String SELECT = "select p.id, p.kind, p.content, p.wanted_by, p.wanted_at, p.decided_by,"
            + " p.decided_at, p.outcome, p.reason from identity.proposal p ";

    /** 岗位. */
    public record Post(UUID id, UUID organisation, String title) {}

    private final JdbcClient sql;
    private final JsonMapper json;

    ProposalStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public UUID add(Change change, UUID wantedBy, Instant at) {
        UUID id = UUID.randomUUID();
        sql.sql("insert into identity.proposal (id, kind, account, content, wanted_by, wanted_at)"
                        + " values (:id, :kind, :account, :content::jsonb, :by, :at)")
                .param("id", id)
                .param("kind", Change.Kind.of(change).name())
                .param("account", change.concerns())
                .param("content", json.writeValueAsString(change))
                .param("by", wantedBy)
                .param("at", Timestamp.from(at))
                .update();
        return id;
    }

    public Optional<Proposal> lock(UUID id) {
        return sql.sql(SELECT + "where p.id = :id for update")
                .param("id", id)
                .query(this::proposal)
                .optional();
    }

    public void decide(UUID id, UUID by, Instant at, Proposal.Outcome outcome, String reason) {
        sql.sql("update identity.proposal set decided_by = :by, decided_at = :at, outcome = :outcome, reason = :reason"
                        + " where id = :id")
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("outcome", outcome.name())
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** Waiting ones first come first served; decided ones newest first. */
    public List<Proposal> list(boolean open, int limit, long offset) {
        return sql.sql(SELECT + "where (p.outcome is null) = :open order by case when :open then p.wanted_at end,"
                        + " p.decided_at desc, p.id limit :limit offset :offset")
                .param("open", open)
                .param("limit", limit)
                .param("offset", offset)
                .query(this::proposal)
                .list();
    }

    /** Changes of the trust list that wait, newest last. */
    public List<Proposal> waitingTrust() {
        return sql.sql(SELECT + "where p.outcome is null and p.kind = 'CHANGE_TRUST' order by p.wanted_at, p.id")
                .query(this::proposal)
                .list();
    }

    /** The change of a setting to these values that waits. */
    public Optional<UUID> waiting(String subject, Map<String, String> values) {
        return sql.sql("select p.id from identity.proposal p where p.outcome is null and p.kind = 'CHANGE_SETTING'"
                        + " and p.content ->> 'subject' = :subject and p.content -> 'values' = :values::jsonb limit 1")
                .param("subject", subject)
                .param("values", json.writeValueAsString(values))
                .query(UUID.class)
                .optional();
    }

    public long count(boolean open) {
        return sql.sql("select count(*) from identity.proposal p where (p.outcome is null) = :open")
                .param("open", open)
                .query(Long.class)
                .single();
    }

    public void add(Post post) {
        sql.sql("insert into identity.post (id, organisation, title) values (:id, :organisation, :title)")
                .param("id", post.id())
                .param("organisation", post.organisation())
                .param("title", post.title())
                .update();
    }

    public Optional<Post> post(UUID id) {
        return posts(null).stream().filter(post -> post.id().equals(id)).findFirst();
    }

    public List<Post> posts(@Nullable UUID organisation) {
        return sql.sql("select id, organisation, title from identity.post"
                        + " where cast(:organisation as uuid) is null or organisation = :organisation order by title")
                .param("organisation", organisation)
                .query((row, n) -> new Post(
                        row.getObject("id", UUID.class),
                        row.getObject("organisation", UUID.class),
                        row.getString("title")))
                .list();
    }

    private Proposal proposal(ResultSet row, int n) throws SQLException {
        Change.Kind kind = Change.Kind.valueOf(row.getString("kind"));
        String outcome = row.getString("outcome");
        Timestamp decided = row.getTimestamp("decided_at");
        return new Proposal(
                row.getObject("id", UUID.class),
                json.readValue(row.getString("content"), kind.type()),
                row.getObject("wanted_by", UUID.class),
                row.getTimestamp("wanted_at").toInstant(),
                row.getObject("decided_by", UUID.class),
                decided == null ? null : decided.toInstant(),
                outcome == null ? null : Proposal.Outcome.valueOf(outcome),
                row.getString("reason"));
    }
}
