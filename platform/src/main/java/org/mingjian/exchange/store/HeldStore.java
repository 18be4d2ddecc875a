package org.mingjian.exchange.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What never left this platform, as far as somebody sees: held records, and facts that make none. */
@Repository
public class HeldStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final String HELD = " from exchange.outgoing o" + Sight.JOIN_BUILT
            + " where o.newest and not o.ready and (o.trade like :like or o.key like :like or o.dataset = :text"
            + " or :text = '') and" + Sight.BUILT;
    private static final String ASIDE = " from exchange.set_aside o" + Sight.JOIN_BUILT
            + " where (o.trade like :like or o.kind = :text or :text = '') and" + Sight.BUILT;

    private final JdbcClient sql;

    HeldStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A record that cannot go out.
     *
     * @param gaps mandatory fields that no fact says, with the reason
     * @param problems what else the checks found
     */
    public record Held(
            long position,
            String dataset,
            String key,
            String trade,
            Instant at,
            Map<String, String> gaps,
            List<Problem> problems) {}

    /** The newest state of each record that is held, newest first. */
    public List<Held> held(String text, int page, int size, Sight sight) {
        return sight.bind(sql.sql("select o.position, o.dataset, o.key, o.trade, o.at, o.gaps, o.problems" + HELD
                        + " order by o.position desc limit :size offset :from"))
                .param("text", text)
                .param("like", text + "%")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> new Held(
                        row.getLong("position"),
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getString("trade"),
                        row.getTimestamp("at").toInstant(),
                        JSON.readValue(row.getString("gaps"), TEXTS),
                        Json.problems(row.getString("problems"))))
                .list();
    }

    public long heldCount(String text, Sight sight) {
        return count(HELD, text, sight);
    }

    /**
     * A fact that no record can be made of; a person has to look at it.
     *
     * @param fact its position
     */
    public record SetAside(long fact, String trade, String kind, String reason, Instant at) {}

    public List<SetAside> setAside(String text, int page, int size, Sight sight) {
        return sight.bind(sql.sql("select o.fact, o.trade, o.kind, o.reason, o.at" + ASIDE
                        + " order by o.fact desc limit :size offset :from"))
                .param("text", text)
                .param("like", text + "%")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> new SetAside(
                        row.getLong("fact"),
                        row.getString("trade"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    public long setAsideCount(String text, Sight sight) {
        return count(ASIDE, text, sight);
    }

    private long count(String from, String text, Sight sight) {
        return sight.bind(sql.sql("select count(*)" + from))
                .param("text", text)
                .param("like", text + "%")
                .query(Long.class)
                .single();
    }
}
