package org.mingjian.sealing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of drills. */
@Repository
public class DrillStore {

    /** One thing that was tried; {@code problem} says what went wrong. */
    public record Step(
            String what, boolean passed, @Nullable String problem) {}

    /** A drill. */
    public record Row(long fact, Instant at, boolean passed, List<Step> steps, String askedBy) {}

    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    DrillStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(Row row) {
        sql.sql("insert into sealing.drill (fact, held_at, passed, steps, asked_by)"
                        + " values (:fact, :at, :passed, :steps::jsonb, :by)")
                .param("fact", row.fact())
                .param("at", Timestamp.from(row.at()))
                .param("passed", row.passed())
                .param("steps", json.writeValueAsString(row.steps()))
                .param("by", row.askedBy())
                .update();
    }

    /** The latest first. */
    public List<Row> latest(int limit) {
        return sql.sql("select d.fact, d.held_at, d.passed, d.steps, d.asked_by from sealing.drill d"
                        + " order by d.fact desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new Row(
                        row.getLong("fact"),
                        row.getTimestamp("held_at").toInstant(),
                        row.getBoolean("passed"),
                        json.readValue(row.getString("steps"), STEPS),
                        row.getString("asked_by")))
                .list();
    }
}
