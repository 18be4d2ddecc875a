package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.spec.Problem;
import org.mingjian.spec.domain.notices.GapKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Notices that were brought in from elsewhere. */
@Repository
public class NoticeStore {

    private static final TypeReference<List<Gap>> GAPS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String COLUMNS = "n.id, n.digest, n.dataset, n.title, n.published, n.source, n.ready, n.key,"
            + " n.gaps, n.problems, n.taken_at, n.taken_by, n.dropped, n.line, n.mended, n.chosen, n.account,"
            + " coalesce(o.state, '') sent";

    /** What became of it on its way up. */
    private static final String FROM = " from exchange.notice n left join exchange.sent_key s on n.key <> ''"
            + " and s.dataset = n.dataset and s.key = n.key left join exchange.outbound o on o.lane = s.lane"
            + " and o.number = s.number ";

    private static final String HELD = "not n.ready and n.dropped = ''";
    private static final String SEEN = "(n.account = :account or :whole)";
    private static final String WHERE = " where " + SEEN + " and (:state = 'all' or :state = 'held' and " + HELD
            + " or :state = 'ready' and n.ready or :state = 'dropped' and n.dropped <> '')"
            + " and (:gap = '' or n.kinds @> array[:gap::text]) and (:dataset = '' or n.dataset = :dataset)"
            + " and (:text = '' or n.id = :text or n.key = :text or position(lower(:text) in lower(n.title)) > 0"
            + " or position(:text in n.source) > 0) ";

    private final JdbcClient sql;

    NoticeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a notice lacks. */
    public record Gap(String gap, String title, String detail, String explanation) {}

    /**
     * A notice as it was taken last.
     *
     * @param ready passed every check and was queued
     * @param dropped why it is not reported, or empty
     * @param sent state of its newest record on the way up, or empty
     */
    public record Row(
            String id,
            String digest,
            String dataset,
            String title,
            String published,
            String source,
            boolean ready,
            String key,
            List<Gap> gaps,
            List<Problem> problems,
            Instant at,
            String by,
            String dropped,
            String sent) {

        private Row with(List<Gap> gapsOf, boolean isReady, Row when, String reason) {
            return new Row(
                    id, digest, dataset, title, published, source, isReady, key, gapsOf, problems, when.at, when.by,
                    reason, sent);
        }

        public Row dropped(String reason) {
            return with(gaps, false, this, reason);
        }

        /** Judged again: brought in when it was; whether it was there twice was seen only beside the others then. */
        public Row mended(Row before) {
            List<Gap> all = new ArrayList<>(gaps);
            before.gaps.stream()
                    .filter(gap -> gap.gap().equals(GapKind.TWICE.id()))
                    .forEach(all::add);
            return with(all, ready, before, "");
        }
    }

    /**
     * A notice with what it was made of.
     *
     * @param line as it was brought in, canonical JSON; empty when it was brought in before this was kept
     * @param mended values that the officer gave; an empty one takes the field out
     * @param chosen dataset that the officer named, or empty
     * @param account of who brought it in
     */
    public record Whole(Row row, String line, Map<String, String> mended, String chosen, String account) {}

    /** Whose notices: those of an account, or all. */
    public record Seen(String account, boolean whole) {

        public boolean covers(Whole notice) {
            return whole || notice.account().equals(account);
        }
    }

    /**
     * A search.
     *
     * @param state {@code held}, {@code ready}, {@code dropped} or {@code all}
     * @param gap a kind, or empty
     */
    public record Asked(Seen seen, String state, String text, String gap, String dataset) {}

    public Optional<Whole> find(String id) {
        return whole(id, "");
    }

    /** Held until the transaction ends. */
    public Optional<Whole> lock(String id) {
        return whole(id, " for update of n");
    }

    private Optional<Whole> whole(String id, String lock) {
        return sql.sql("select " + COLUMNS + FROM + "where n.id = :id" + lock)
                .param("id", id)
                .query(NoticeStore::whole)
                .optional();
    }

    public void keep(Whole notice) {
        Row row = notice.row();
        sql.sql(
                        "insert into exchange.notice (id, digest, dataset, title, published, source, ready, key, gaps, problems,"
                                + " taken_at, taken_by, dropped, line, mended, chosen, account, kinds) values (:id, :digest,"
                                + " :dataset, :title, :published, :source, :ready, :key, :gaps, :problems, :at, :by, :dropped,"
                                + " :line, :mended, :chosen, :account, :kinds) on conflict (id) do update set"
                                + " digest = excluded.digest, dataset = excluded.dataset, title = excluded.title,"
                                + " published = excluded.published, source = excluded.source, ready = excluded.ready,"
                                + " key = excluded.key, gaps = excluded.gaps, problems = excluded.problems,"
                                + " taken_at = excluded.taken_at, taken_by = excluded.taken_by, dropped = excluded.dropped,"
                                + " line = excluded.line, mended = excluded.mended, chosen = excluded.chosen,"
                                + " account = excluded.account, kinds = excluded.kinds")
                .param("id", row.id())
                .param("digest", row.digest())
                .param("dataset", row.dataset())
                .param("title", Json.plain(row.title(), 1000))
                .param("published", Json.plain(row.published(), 100))
                .param("source", Json.plain(row.source(), 200))
                .param("ready", row.ready())
                .param("key", row.key())
                .param("gaps", Json.text(row.gaps()))
                .param("problems", Json.text(row.problems()))
                .param("at", Timestamp.from(row.at()))
                .param("by", row.by())
                .param("dropped", Json.plain(row.dropped(), 500))
                .param("line", notice.line())
                .param("mended", Json.text(notice.mended()))
                .param("chosen", notice.chosen())
                .param("account", notice.account())
                .param("kinds", row.gaps().stream().map(Gap::gap).distinct().toArray(String[]::new))
                .update();
    }

    /** Newest first. */
    public List<Row> page(Asked asked, int page, int size) {
        return bind(
                        asked,
                        "select " + COLUMNS + FROM + WHERE + "order by n.taken_at desc, n.id limit :size offset :from")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> row(row))
                .list();
    }

    public long count(Asked asked) {
        return bind(asked, "select count(*) from exchange.notice n" + WHERE)
                .query(Long.class)
                .single();
    }

    private StatementSpec bind(Asked asked, String statement) {
        return sql.sql(statement)
                .param("account", asked.seen().account())
                .param("whole", asked.seen().whole())
                .param("state", asked.state())
                .param("text", asked.text())
                .param("gap", asked.gap())
                .param("dataset", asked.dataset());
    }

    /** So many notices that wait have a gap of this kind. */
    public record Lacking(String gap, long notices) {}

    /** The most frequent first. */
    public List<Lacking> lacking(Seen seen) {
        return sql.sql("select k.gap, count(*) notices from exchange.notice n cross join unnest(n.kinds) k(gap) where "
                        + SEEN + " and " + HELD + " group by k.gap order by 2 desc, 1")
                .param("account", seen.account())
                .param("whole", seen.whole())
                .query((row, n) -> new Lacking(row.getString("gap"), row.getLong("notices")))
                .list();
    }

    private static Whole whole(ResultSet row, int n) throws SQLException {
        return new Whole(
                row(row),
                row.getString("line"),
                JsonMapper.shared().readValue(row.getString("mended"), TEXTS),
                row.getString("chosen"),
                row.getString("account"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("digest"),
                row.getString("dataset"),
                row.getString("title"),
                row.getString("published"),
                row.getString("source"),
                row.getBoolean("ready"),
                row.getString("key"),
                JsonMapper.shared().readValue(row.getString("gaps"), GAPS),
                Json.problems(row.getString("problems")),
                row.getTimestamp("taken_at").toInstant(),
                row.getString("taken_by"),
                row.getString("dropped"),
                row.getString("sent"));
    }
}
