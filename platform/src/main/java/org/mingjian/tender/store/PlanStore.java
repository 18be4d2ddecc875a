package org.mingjian.tender.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.tender.domain.Plan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of plans. */
@Repository
public class PlanStore {

    private static final String WANTED =
            "where cast(:words as text) is null or lower(p.title || ' ' || p.publisher_name) like :words ";

    private final JdbcClient sql;
    private final JsonMapper json;

    PlanStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(Plan plan) {
        sql.sql("insert into tender.plan (id, publisher, publisher_name, plan, title, region_code, month,"
                        + " published_at) values (:id, :publisher, :name, :plan::jsonb, :title, :region, :month, :at)")
                .param("id", plan.id())
                .param("publisher", plan.publisher())
                .param("name", plan.publisherName())
                .param("plan", json.writeValueAsString(plan.content()))
                .param("title", plan.content().title())
                .param("region", plan.content().regionCode())
                .param("month", plan.content().month())
                .param("at", Timestamp.from(plan.publishedAt()))
                .update();
    }

    public List<Plan> list(@Nullable String words, int limit, long offset) {
        return sql.sql("select p.id, p.publisher, p.publisher_name, p.plan, p.published_at from tender.plan p " + WANTED
                        + "order by p.published_at desc, p.id limit :limit offset :offset")
                .param("words", Words.pattern(words))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> plan(row))
                .list();
    }

    public long count(@Nullable String words) {
        return sql.sql("select count(*) from tender.plan p " + WANTED)
                .param("words", Words.pattern(words))
                .query(Long.class)
                .single();
    }

    private Plan plan(ResultSet row) throws SQLException {
        return new Plan(
                row.getObject("id", UUID.class),
                row.getObject("publisher", UUID.class),
                row.getString("publisher_name"),
                json.readValue(row.getString("plan"), Plan.Content.class),
                row.getTimestamp("published_at").toInstant());
    }
}
