package org.mingjian.tender.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Reach;
import org.mingjian.tender.Tenders.NewTrade;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of trades. */
@Repository
public class TradeStore {

    private static final String SELECT = "select t.id, t.code, t.project_code, t.tender_project_code, t.section_code,"
            + " t.title, t.kind, t.region_code, t.tenderer, t.tenderer_name, t.agency, t.agency_name, t.state,"
            + " t.state_before, t.version, t.pinned, t.terms, t.state_since,"
            + " (select count(*) from tender.hold h where h.trade = t.id and h.released_at is null) as holds"
            + " from tender.trade t ";

    private final JdbcClient sql;
    private final JsonMapper json;

    TradeStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(TradeId id, NewTrade trade, TradeState state, Instant now) {
        sql.sql("insert into tender.trade (id, code, project_code, tender_project_code, section_code, title, kind,"
                        + " region_code, tenderer, tenderer_name, agency, agency_name, state, pinned, state_since)"
                        + " values (:id, :code, :project, :tenderProject, :section, :title, :kind, :region, :tenderer,"
                        + " :tendererName, :agency, :agencyName, :state, :pinned, :now)")
                .param("id", id.value())
                .param("code", trade.code())
                .param("project", trade.projectCode())
                .param("tenderProject", trade.tenderProjectCode())
                .param("section", trade.sectionCode())
                .param("title", trade.title())
                .param("kind", trade.kind())
                .param("region", trade.regionCode())
                .param("tenderer", trade.tenderer())
                .param("tendererName", trade.tendererName())
                .param("agency", trade.agency())
                .param("agencyName", trade.agencyName())
                .param("state", state.name())
                .param("pinned", trade.pinned())
                .param("now", Timestamp.from(now))
                .update();
    }

    public Optional<TradeView> byCode(String code) {
        return sql.sql(SELECT + "where t.code = :code")
                .param("code", code)
                .query(this::view)
                .optional();
    }

    public Optional<TradeView> lock(String code) {
        return sql.sql(SELECT + "where t.code = :code for update of t")
                .param("code", code)
                .query(this::view)
                .optional();
    }

    public Optional<TradeView> byId(TradeId id) {
        return sql.sql(SELECT + "where t.id = :id")
                .param("id", id.value())
                .query(this::view)
                .optional();
    }

    public List<TradeView> due(TradeState state, Instant deadline) {
        return sql.sql(SELECT + "where t.state = :state and t.bid_deadline <= :deadline order by t.bid_deadline")
                .param("state", state.name())
                .param("deadline", Timestamp.from(deadline))
                .query(this::view)
                .list();
    }

    /**
     * Which trades a list shows.
     *
     * @param organisation tenderer, agency or, once the notice is out, one that fetched the documents; null for all
     * @param published whether every trade whose notice is out is shown too
     * @param reach how far the caller's rights reach
     */
    public record Wanted(
            @Nullable UUID organisation,
            boolean published,
            @Nullable TradeState state,
            @Nullable String words,
            Reach reach) {

        public Wanted(
                @Nullable UUID organisation, boolean published, @Nullable TradeState state, @Nullable String words) {
            this(organisation, published, state, words, Reach.EVERYTHING);
        }
    }

    private static final String WANTED = "where (cast(:organisation as uuid) is null and not :published"
            + " or t.tenderer = :organisation or t.agency = :organisation or :published and t.terms is not null"
            + " or exists (select 1 from tender.fetch f where f.trade = t.id and f.organisation = :organisation))"
            + " and (cast(:state as text) is null or t.state = :state)"
            + " and (cast(:words as text) is null or t.words like :words) "
            + " and (:everywhere or " + Reach.condition("t.region_code", "t.kind", "t.code", "t.tenderer") + ")";

    /** Newest state first. */
    public List<TradeView> list(Wanted wanted, int limit, long offset) {
        return where(SELECT + WANTED + "order by t.state_since desc, t.id limit :limit offset :offset", wanted)
                .param("limit", limit)
                .param("offset", offset)
                .query(this::view)
                .list();
    }

    public long count(Wanted wanted) {
        return where("select count(*) from tender.trade t " + WANTED, wanted)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec where(String statement, Wanted wanted) {
        TradeState state = wanted.state();
        return sql.sql(statement)
                .param("organisation", wanted.organisation())
                .param("published", wanted.published())
                .param("state", state == null ? null : state.name())
                .param("words", Words.pattern(wanted.words()))
                .param("everywhere", wanted.reach().isEverything())
                .param("reach", wanted.reach().parameter());
    }

    public void move(TradeView trade, TradeState to, @Nullable TradeState before, Instant now) {
        sql.sql("update tender.trade set state = :state, state_before = :before, version = version + 1,"
                        + " state_since = :now where id = :id")
                .param("state", to.name())
                .param("before", before == null ? null : before.name())
                .param("now", Timestamp.from(now))
                .param("id", trade.id().value())
                .update();
    }

    public void terms(TradeId id, Terms terms) {
        sql.sql("update tender.trade set terms = :terms::jsonb, bid_deadline = :deadline, version = version + 1"
                        + " where id = :id")
                .param("terms", json.writeValueAsString(terms))
                .param("deadline", Timestamp.from(terms.bidDeadline()))
                .param("id", id.value())
                .update();
    }

    public void hold(TradeId id, String reason, Instant now) {
        sql.sql("insert into tender.hold (trade, reason, held_at) values (:trade, :reason, :now)")
                .param("trade", id.value())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .update();
    }

    public void release(TradeId id, String reason, Instant now) {
        sql.sql("update tender.hold set released_at = :now where trade = :trade and reason = :reason"
                        + " and released_at is null")
                .param("trade", id.value())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .update();
    }

    private TradeView view(ResultSet row, int n) throws SQLException {
        String before = row.getString("state_before");
        String terms = row.getString("terms");
        return new TradeView(
                new TradeId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getString("project_code"),
                row.getString("tender_project_code"),
                row.getString("section_code"),
                row.getString("title"),
                row.getString("kind"),
                row.getString("region_code"),
                row.getObject("tenderer", UUID.class),
                row.getString("tenderer_name"),
                row.getObject("agency", UUID.class),
                row.getString("agency_name"),
                TradeState.valueOf(row.getString("state")),
                before == null ? null : TradeState.valueOf(before),
                row.getLong("version"),
                row.getObject("pinned", LocalDate.class),
                terms == null ? null : json.readValue(terms, Terms.class),
                row.getTimestamp("state_since").toInstant(),
                row.getInt("holds"));
    }
}
