package org.mingjian.exchange.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Conformity;
import org.mingjian.protection.Secrets;
import org.mingjian.spec.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications of systems built by others, what their rehearsals showed, and the reports. */
@Repository
public class ConnectionStore implements Secrets.SealedColumns {

    /** What the sealed contacts belong to. */
    public static final String CONTACT = "exchange.connection.contact";

    private static final String COLUMNS = "system, organisation, organisation_name, system_name, contact, datasets,"
            + " applied_by, applied_at, state, run, run_from, run_at, decided_at, decided_by, reason";
    private static final int MOST_ARRIVALS = 20_000;
    private static final int MOST_SIGNATURES = 50;

    private final JdbcClient sql;

    ConnectionStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** How a connection stands. */
    public enum State {
        /** 联调. */
        TRIAL,
        /** 已准入. */
        ADMITTED,
        /** 已停用. */
        STOPPED
    }

    /** A run of a rehearsal: what came on the test lane behind {@code from}. */
    public record Run(int number, long from, Instant at) {}

    /** How it was decided last. */
    public record Decided(@Nullable Instant at, String by, String reason) {}

    /** Who asked. */
    public record Applicant(UUID organisation, String name, String contact, String by, Instant at) {}

    /**
     * A connection.
     *
     * @param system 系统编号
     * @param datasets that it will send
     */
    public record Connection(
            String system,
            String systemName,
            List<String> datasets,
            Applicant applicant,
            State state,
            Run run,
            Decided decided) {}

    /** The connection, held until the transaction ends. */
    public Optional<Connection> lock(String system) {
        return find(system, " for update");
    }

    public Optional<Connection> find(String system) {
        return find(system, "");
    }

    private Optional<Connection> find(String system, String how) {
        return sql.sql("select " + COLUMNS + " from exchange.connection where system = :system" + how)
                .param("system", Json.plain(system, 20))
                .query((row, n) -> connection(row))
                .optional();
    }

    /** @param organisation whose they are; null for everybody's */
    public List<Connection> list(@Nullable UUID organisation, String text, int page, int size) {
        return sql.sql("select " + COLUMNS + " from exchange.connection" + where() + " order by applied_at desc, system"
                        + " limit :size offset :from")
                .param("organisation", organisation == null ? null : organisation.toString())
                .param("like", "%" + Json.plain(text, 100) + "%")
                .param("size", size)
                .param("from", (long) page * size)
                .query((row, n) -> connection(row))
                .list();
    }

    public long count(@Nullable UUID organisation, String text) {
        return sql.sql("select count(*) from exchange.connection" + where())
                .param("organisation", organisation == null ? null : organisation.toString())
                .param("like", "%" + Json.plain(text, 100) + "%")
                .query(Long.class)
                .single();
    }

    private static String where() {
        return " where (cast(:organisation as uuid) is null or organisation = cast(:organisation as uuid))"
                + " and (system || ' ' || system_name || ' ' || organisation_name) like :like";
    }

    public void keep(Connection one) {
        sql.sql("insert into exchange.connection (" + COLUMNS + ") values (:system, :organisation, :name, :systemName,"
                        + " :contact, :datasets, :by, :at, :state, :run, :from, :runAt, :decidedAt, :decidedBy, :reason)"
                        + " on conflict (system) do update set organisation = excluded.organisation,"
                        + " organisation_name = excluded.organisation_name, system_name = excluded.system_name,"
                        + " contact = excluded.contact, datasets = excluded.datasets, applied_by = excluded.applied_by,"
                        + " applied_at = excluded.applied_at, state = excluded.state, run = excluded.run,"
                        + " run_from = excluded.run_from, run_at = excluded.run_at, decided_at = excluded.decided_at,"
                        + " decided_by = excluded.decided_by, reason = excluded.reason")
                .param("system", one.system())
                .param("organisation", one.applicant().organisation())
                .param("name", one.applicant().name())
                .param("systemName", one.systemName())
                .param("contact", one.applicant().contact())
                .param("datasets", String.join(",", one.datasets()))
                .param("by", one.applicant().by())
                .param("at", Timestamp.from(one.applicant().at()))
                .param("state", one.state().name())
                .param("run", one.run().number())
                .param("from", one.run().from())
                .param("runAt", Timestamp.from(one.run().at()))
                .param("decidedAt", stamp(one.decided().at()))
                .param("decidedBy", one.decided().by())
                .param("reason", one.decided().reason())
                .update();
    }

    /** The last number that a system used on the test lane. */
    public long lastOnTestLane(String system) {
        return sql.sql("select coalesce(max(number), 0) from exchange.inbound where peer = :system and lane = 'TEST'")
                .param("system", system)
                .query(Long.class)
                .single();
    }

    /** What came on the test lane behind a number, in order. */
    public List<Conformity.Arrival> arrivals(String system, long behind) {
        return sql.sql("select number, dataset, key, op, state, problems from " + InboundStore.NOW
                        + " n where peer = :system"
                        + " and lane = 'TEST' and number > :behind order by number limit :most")
                .param("system", system)
                .param("behind", behind)
                .param("most", MOST_ARRIVALS)
                .query((row, n) -> new Conformity.Arrival(
                        row.getLong("number"),
                        row.getString("dataset"),
                        row.getString("key"),
                        row.getInt("op"),
                        row.getString("state"),
                        Json.problems(row.getString("problems")).stream()
                                .map(Problem::rule)
                                .distinct()
                                .toList()))
                .list();
    }

    public void note(String system, int run, Conformity.Note note, Instant at) {
        sql.sql("insert into exchange.rehearsed (system, run, what, detail, at) values (:system, :run, :what, :detail,"
                        + " :at) on conflict do nothing")
                .param("system", system)
                .param("run", run)
                .param("what", note.what().name())
                .param("detail", Json.plain(note.detail(), 64))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Keeps the newest wrong signatures only: anybody may send them. */
    public void forgetOldSignatures(String system, int run) {
        sql.sql("delete from exchange.rehearsed where system = :system and run = :run and what = 'SIGNATURE_WRONG'"
                        + " and detail not in (select detail from exchange.rehearsed where system = :system"
                        + " and run = :run and what = 'SIGNATURE_WRONG' order by at desc limit :most)")
                .param("system", system)
                .param("run", run)
                .param("most", MOST_SIGNATURES)
                .update();
    }

    public List<Conformity.Note> notes(String system, int run) {
        return sql.sql("select what, detail from exchange.rehearsed where system = :system and run = :run"
                        + " order by what, detail limit 1000")
                .param("system", system)
                .param("run", run)
                .query((row, n) ->
                        new Conformity.Note(Conformity.What.valueOf(row.getString("what")), row.getString("detail")))
                .list();
    }

    /**
     * A report as it was made.
     *
     * @param report canonical JSON, over which digest (SM3, hex) and signature (base64) are
     */
    public record Report(
            int run,
            int number,
            boolean passed,
            String report,
            String digest,
            String signature,
            Instant madeAt,
            String madeBy) {}

    public void add(String system, Report report) {
        sql.sql("insert into exchange.conformity (system, run, number, passed, report, digest, signature, made_at,"
                        + " made_by) values (:system, :run, :number, :passed, :report, :digest, :signature, :at, :by)")
                .param("system", system)
                .param("run", report.run())
                .param("number", report.number())
                .param("passed", report.passed())
                .param("report", report.report())
                .param("digest", report.digest())
                .param("signature", report.signature())
                .param("at", Timestamp.from(report.madeAt()))
                .param("by", report.madeBy())
                .update();
    }

    /** Newest first. */
    public List<Report> reports(String system) {
        return sql.sql(
                        "select run, number, passed, report, digest, signature, made_at, made_by from exchange.conformity"
                                + " where system = :system order by made_at desc, run desc, number desc limit 100")
                .param("system", Json.plain(system, 20))
                .query((row, n) -> new Report(
                        row.getInt("run"),
                        row.getInt("number"),
                        row.getBoolean("passed"),
                        row.getString("report"),
                        row.getString("digest"),
                        row.getString("signature"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getString("made_by")))
                .list();
    }

    @Override
    public String field() {
        return CONTACT;
    }

    @Override
    public int resealSome(int limit, String newestPrefix, UnaryOperator<String> again) {
        List<String[]> old = sql.sql("select system, contact from exchange.connection where contact not like :newest"
                        + " || '%' order by system limit :limit for update")
                .param("newest", newestPrefix)
                .param("limit", limit)
                .query((row, n) -> new String[] {row.getString("system"), row.getString("contact")})
                .list();
        for (String[] one : old) {
            sql.sql("update exchange.connection set contact = :contact where system = :system")
                    .param("contact", again.apply(one[1]))
                    .param("system", one[0])
                    .update();
        }
        return old.size();
    }

    private static @Nullable Timestamp stamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Connection connection(ResultSet row) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Connection(
                row.getString("system"),
                row.getString("system_name"),
                Arrays.asList(row.getString("datasets").split(",")),
                new Applicant(
                        row.getObject("organisation", UUID.class),
                        row.getString("organisation_name"),
                        row.getString("contact"),
                        row.getString("applied_by"),
                        row.getTimestamp("applied_at").toInstant()),
                State.valueOf(row.getString("state")),
                new Run(
                        row.getInt("run"),
                        row.getLong("run_from"),
                        row.getTimestamp("run_at").toInstant()),
                new Decided(
                        decided == null ? null : decided.toInstant(),
                        row.getString("decided_by"),
                        row.getString("reason")));
    }
}
