package org.mingjian.opendata.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.opendata.OpenData.Month;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Records and releases; JSON is kept as the text that goes out. */
@Repository
public class OpenDataStore {

    /** @param position of the fact it was made from */
    public record Release(long position, String code, String id, Instant at, String month, String body) {}

    /** @param firstMonth in which the trade became public */
    public record Current(
            String code, String ocid, String firstMonth, Instant changedAt, long position, String state) {}

    private static final String RECORD = "code, ocid, first_month, changed_at, position, state";
    private static final String RELEASE = "position, code, release_id, at, month, body";

    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate batch;

    OpenDataStore(JdbcClient sql, NamedParameterJdbcTemplate batch) {
        this.sql = sql;
        this.batch = batch;
    }

    public void reset() {
        sql.sql("delete from opendata.release").update();
        sql.sql("delete from opendata.record").update();
    }

    public Map<String, Current> current(Collection<String> codes) {
        Map<String, Current> found = new HashMap<>();
        if (!codes.isEmpty()) {
            sql.sql("select " + RECORD + " from opendata.record where code = any(:codes)")
                    .param("codes", codes.toArray(String[]::new))
                    .query(OpenDataStore::record)
                    .list()
                    .forEach(record -> found.put(record.code(), record));
        }
        return found;
    }

    public void keep(Collection<Current> records, Collection<Release> releases) {
        batch.batchUpdate(
                "insert into opendata.record (code, ocid, first_month, changed_at, position, state)"
                        + " values (:code, :ocid, :month, :at, :position, :state) on conflict (code) do update set"
                        + " changed_at = excluded.changed_at, position = excluded.position, state = excluded.state",
                records.stream()
                        .map(record -> new MapSqlParameterSource()
                                .addValue("code", record.code())
                                .addValue("ocid", record.ocid())
                                .addValue("month", record.firstMonth())
                                .addValue("at", Timestamp.from(record.changedAt()))
                                .addValue("position", record.position())
                                .addValue("state", record.state()))
                        .toArray(SqlParameterSource[]::new));
        batch.batchUpdate(
                "insert into opendata.release (position, code, release_id, at, month, body)"
                        + " values (:position, :code, :id, :at, :month, :body)",
                releases.stream()
                        .map(release -> new MapSqlParameterSource()
                                .addValue("position", release.position())
                                .addValue("code", release.code())
                                .addValue("id", release.id())
                                .addValue("at", Timestamp.from(release.at()))
                                .addValue("month", release.month())
                                .addValue("body", release.body()))
                        .toArray(SqlParameterSource[]::new));
    }

    public Optional<Current> record(String ocid) {
        return sql.sql("select " + RECORD + " from opendata.record where ocid = :ocid")
                .param("ocid", ocid)
                .query(OpenDataStore::record)
                .optional();
    }

    public Optional<Release> release(String id) {
        return sql.sql("select " + RELEASE + " from opendata.release where release_id = :id")
                .param("id", id)
                .query(OpenDataStore::release)
                .optional();
    }

    /** All releases of a trade, oldest first. */
    public List<Release> releasesOf(String code) {
        return sql.sql("select " + RELEASE + " from opendata.release where code = :code order by position")
                .param("code", code)
                .query(OpenDataStore::release)
                .list();
    }

    public List<Release> releasesAfter(long position, int size) {
        return sql.sql("select " + RELEASE
                        + " from opendata.release where position > :position order by position limit :size")
                .param("position", position)
                .param("size", size)
                .query(OpenDataStore::release)
                .list();
    }

    public List<Release> releasesOfMonth(String month, long after, int size) {
        return sql.sql("select " + RELEASE + " from opendata.release where month = :month and position > :after"
                        + " order by position limit :size")
                .param("month", month)
                .param("after", after)
                .param("size", size)
                .query(OpenDataStore::release)
                .list();
    }

    public List<Current> recordsOfMonth(String month, String after, int size) {
        return sql.sql("select " + RECORD + " from opendata.record where first_month = :month and code > :after"
                        + " order by code limit :size")
                .param("month", month)
                .param("after", after)
                .param("size", size)
                .query(OpenDataStore::record)
                .list();
    }

    public List<Month> months() {
        return sql.sql("select m.month, coalesce(t.trades, 0) as trades, m.releases from"
                        + " (select month, count(*) as releases from opendata.release group by month) m left join"
                        + " (select first_month, count(*) as trades from opendata.record group by first_month) t"
                        + " on t.first_month = m.month order by m.month desc")
                .query((row, number) ->
                        new Month(row.getString("month"), row.getLong("trades"), row.getLong("releases")))
                .list();
    }

    private static Current record(ResultSet row, int number) throws SQLException {
        return new Current(
                row.getString("code"),
                row.getString("ocid"),
                row.getString("first_month"),
                row.getTimestamp("changed_at").toInstant(),
                row.getLong("position"),
                row.getString("state"));
    }

    private static Release release(ResultSet row, int number) throws SQLException {
        return new Release(
                row.getLong("position"),
                row.getString("code"),
                row.getString("release_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("month"),
                row.getString("body"));
    }
}
