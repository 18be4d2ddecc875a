package org.mingjian.credit.store;

import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.credit.Credits.Frozen;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of the scores that evaluators saw. */
@Repository
public class FrozenScores {

    private final JdbcClient sql;
    private final JsonMapper json;

    FrozenScores(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** False when it was frozen before. */
    public boolean add(Frozen frozen) {
        return sql.sql("insert into credit.frozen_score (trade, organisation, at, digest, content)"
                                + " values (:trade, :organisation, :at, :digest, cast(:content as jsonb))"
                                + " on conflict (trade, organisation) do nothing")
                        .param("trade", frozen.trade())
                        .param("organisation", frozen.organisation())
                        .param("at", Timestamp.from(frozen.at()))
                        .param("digest", frozen.digest())
                        .param("content", json.writeValueAsString(frozen.content()))
                        .update()
                == 1;
    }

    public Optional<Frozen> find(String trade, UUID organisation) {
        return sql.sql("select at, digest, content from credit.frozen_score"
                        + " where trade = :trade and organisation = :organisation")
                .param("trade", trade)
                .param("organisation", organisation)
                .query((row, n) -> new Frozen(
                        trade,
                        organisation,
                        row.getTimestamp("at").toInstant(),
                        row.getString("digest"),
                        json.readTree(row.getString("content"))))
                .optional();
    }
}
