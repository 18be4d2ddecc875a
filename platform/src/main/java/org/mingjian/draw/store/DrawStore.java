package org.mingjian.draw.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingjian.draw.DrawParty;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.DrawState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of draws. */
@Repository
public class DrawStore {

    private static final String SELECT = "select d.id, d.trade, d.purpose, d.number, d.state, d.plan, d.plan_digest,"
            + " d.pool_fact, d.reveal_by, d.output from draw.draw d ";

    /** @param plan canonical JSON */
    public record Row(
            String id,
            String trade,
            DrawPurpose purpose,
            int number,
            DrawState state,
            String plan,
            String planDigest,
            long poolFact,
            Instant revealBy,
            @Nullable String output) {}

    /** A party's part. */
    public record SeedRow(
            DrawParty party, String commitment, @Nullable String seed) {}

    private final JdbcClient sql;

    DrawStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(Row row) {
        sql.sql("insert into draw.draw (id, trade, purpose, number, state, plan, plan_digest, pool_fact, reveal_by)"
                        + " values (:id, :trade, :purpose, :number, :state, :plan, :digest, :pool, :by)")
                .param("id", row.id())
                .param("trade", row.trade())
                .param("purpose", row.purpose().name())
                .param("number", row.number())
                .param("state", row.state().name())
                .param("plan", row.plan())
                .param("digest", row.planDigest())
                .param("pool", row.poolFact())
                .param("by", Timestamp.from(row.revealBy()))
                .update();
    }

    public Optional<Row> find(String id) {
        return sql.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(DrawStore::row)
                .optional();
    }

    public Optional<Row> latest(String trade, DrawPurpose purpose) {
        return sql.sql(SELECT + "where d.trade = :trade and d.purpose = :purpose order by d.number desc limit 1")
                .param("trade", trade)
                .param("purpose", purpose.name())
                .query(DrawStore::row)
                .optional();
    }

    public List<Row> ofTrade(String trade) {
        return sql.sql(SELECT + "where d.trade = :trade order by d.purpose, d.number")
                .param("trade", trade)
                .query(DrawStore::row)
                .list();
    }

    /** Draws that still wait for a seed; {@code before} null for all, else those whose time is up. */
    public List<Row> open(@Nullable Instant before) {
        return sql.sql(SELECT + "where d.state in ('COMMITTING', 'REVEALING')"
                        + " and (cast(:before as timestamptz) is null or d.reveal_by < :before) order by d.reveal_by")
                .param("before", before == null ? null : Timestamp.from(before))
                .query(DrawStore::row)
                .list();
    }

    public void state(String id, DrawState state) {
        sql.sql("update draw.draw set state = :state where id = :id")
                .param("state", state.name())
                .param("id", id)
                .update();
    }

    public void drawn(String id, String output) {
        sql.sql("update draw.draw set state = 'DRAWN', output = :output where id = :id")
                .param("output", output)
                .param("id", id)
                .update();
    }

    public void commit(String id, DrawParty party, String commitment) {
        sql.sql("insert into draw.seed (draw, party, commitment) values (:id, :party, :commitment)")
                .param("id", id)
                .param("party", party.name())
                .param("commitment", commitment)
                .update();
    }

    public void reveal(String id, DrawParty party, String seed) {
        sql.sql("update draw.seed set seed = :seed where draw = :id and party = :party")
                .param("seed", seed)
                .param("id", id)
                .param("party", party.name())
                .update();
    }

    public List<SeedRow> seeds(String id) {
        return sql.sql("select party, commitment, seed from draw.seed where draw = :id")
                .param("id", id)
                .query((row, n) -> new SeedRow(
                        DrawParty.valueOf(row.getString("party")), row.getString("commitment"), row.getString("seed")))
                .list();
    }

    public void use(String id, String lot, int place) {
        sql.sql("insert into draw.used (draw, lot, place) values (:id, :lot, :place)")
                .param("id", id)
                .param("lot", lot)
                .param("place", place)
                .update();
    }

    /** Places of a lot's order that are taken or passed over. */
    public Set<Integer> used(String id, String lot) {
        return new TreeSet<>(sql.sql("select place from draw.used where draw = :id and lot = :lot")
                .param("id", id)
                .param("lot", lot)
                .query(Integer.class)
                .list());
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("trade"),
                DrawPurpose.valueOf(row.getString("purpose")),
                row.getInt("number"),
                DrawState.valueOf(row.getString("state")),
                row.getString("plan"),
                row.getString("plan_digest"),
                row.getLong("pool_fact"),
                row.getTimestamp("reveal_by").toInstant(),
                row.getString("output"));
    }
}
