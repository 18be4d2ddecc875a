package org.mingjian.tender.store;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what happened to trades, and of who saw how much of it. */
@Repository
public class NewsStore {

    /** A fact that may be told. */
    public record Line(long position, long fact, String trade) {}

    private final JdbcClient sql;

    NewsStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void reset() {
        sql.sql("delete from tender.news").update();
    }

    public void add(String trade, Fact fact) {
        sql.sql(
                        "insert into tender.news (position, fact, trade, kind, at) values (:position, :fact, :trade, :kind, :at)"
                                + " on conflict (position) do nothing")
                .param("position", fact.position())
                .param("fact", fact.id())
                .param("trade", trade)
                .param("kind", fact.kind())
                .param("at", Timestamp.from(fact.at()))
                .update();
    }

    /** Newest first, of the trades that an organisation runs or joined; of all trades when it is null. */
    public List<Line> newest(@Nullable UUID organisation, int limit) {
        return sql.sql("select n.position, n.fact, n.trade from tender.news n where cast(:own as uuid) is null"
                        + " or n.trade in (select t.code from tender.trade t where t.tenderer = :own or t.agency = :own"
                        + " union all select t.code from tender.trade t join tender.fetch f on f.trade = t.id"
                        + " where f.organisation = :own) order by n.position desc limit :limit")
                .param("own", organisation)
                .param("limit", limit)
                .query((row, n) -> new Line(row.getLong("position"), row.getLong("fact"), row.getString("trade")))
                .list();
    }

    public long seen(UUID account) {
        return sql.sql("select position from tender.news_seen where account = :account")
                .param("account", account)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    public void see(UUID account, long position) {
        sql.sql(
                        "insert into tender.news_seen (account, position) values (:account, :position)"
                                + " on conflict (account) do update set position = greatest(tender.news_seen.position, :position)")
                .param("account", account)
                .param("position", position)
                .update();
    }
}
