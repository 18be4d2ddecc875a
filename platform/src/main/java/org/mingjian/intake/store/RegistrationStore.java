package org.mingjian.intake.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Reach;
import org.mingjian.intake.domain.Draft;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of registrations. */
@Repository
public class RegistrationStore {

    private static final String SELECT = "select r.id, r.applicant, r.applicant_name, r.state, r.version, r.draft,"
            + " r.reason, r.project_code, r.tender_project_code, r.section_code, r.trade_code, r.created_at,"
            + " r.updated_at, r.submitted_at, r.decided_at from intake.registration r ";

    private static final String WANTED = "where (cast(:organisation as uuid) is null or r.applicant = :organisation"
            + " or (r.tenderer = :organisation and r.state <> 'DRAFT'))"
            + " and (:drafts or r.state <> 'DRAFT') and (cast(:state as text) is null or r.state = :state)"
            + " and (cast(:words as text) is null or r.words like :words) "
            + " and (:everywhere or "
            + Reach.condition("(r.draft->>'regionCode')", "'construction'", "r.trade_code", "r.tenderer") + ")";

    /**
     * Which registrations a list shows.
     *
     * @param organisation applicant or tenderer; null for everybody's
     * @param drafts whether those not submitted yet are shown
     * @param reach how far the caller's rights reach
     */
    public record Wanted(
            @Nullable UUID organisation,
            boolean drafts,
            @Nullable RegistrationState state,
            @Nullable String words,
            Reach reach) {

        public Wanted(
                @Nullable UUID organisation,
                boolean drafts,
                @Nullable RegistrationState state,
                @Nullable String words) {
            this(organisation, drafts, state, words, Reach.EVERYTHING);
        }
    }

    private final JdbcClient sql;
    private final JsonMapper json;

    RegistrationStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(UUID id, UUID applicant, String applicantName, Draft draft, Instant now) {
        sql.sql("insert into intake.registration (id, applicant, applicant_name, state, draft, words, created_at,"
                        + " updated_at) values (:id, :applicant, :name, 'DRAFT', :draft::jsonb, :words, :now, :now)")
                .param("id", id)
                .param("applicant", applicant)
                .param("name", applicantName)
                .param("draft", json.writeValueAsString(draft))
                .param("words", words(draft, applicantName))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** @return false when the version is no longer the one that was read */
    public boolean change(Registration registration, Draft draft, Instant now) {
        return sql.sql("update intake.registration set draft = :draft::jsonb, words = :words, version = version + 1,"
                                + " updated_at = :now where id = :id and version = :version"
                                + " and state in ('DRAFT', 'RETURNED')")
                        .param("draft", json.writeValueAsString(draft))
                        .param("words", words(draft, registration.applicantName()))
                        .param("now", Timestamp.from(now))
                        .param("id", registration.id())
                        .param("version", registration.version())
                        .update()
                == 1;
    }

    public void submitted(Registration registration, UUID tenderer, Instant now) {
        sql.sql("update intake.registration set state = 'SUBMITTED', tenderer = :tenderer, reason = null,"
                        + " version = version + 1, updated_at = :now, submitted_at = :now where id = :id")
                .param("tenderer", tenderer)
                .param("now", Timestamp.from(now))
                .param("id", registration.id())
                .update();
    }

    public void returned(Registration registration, String reason, Instant now) {
        sql.sql("update intake.registration set state = 'RETURNED', reason = :reason, version = version + 1,"
                        + " updated_at = :now, decided_at = :now where id = :id")
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("id", registration.id())
                .update();
    }

    public void accepted(Registration registration, Registration.Codes codes, Instant now) {
        sql.sql("update intake.registration set state = 'ACCEPTED', version = version + 1, project_code = :project,"
                        + " tender_project_code = :tenderProject, section_code = :section, trade_code = :trade,"
                        + " words = words || ' ' || lower(:trade), updated_at = :now, decided_at = :now"
                        + " where id = :id")
                .param("project", codes.project())
                .param("tenderProject", codes.tenderProject())
                .param("section", codes.section())
                .param("trade", codes.trade())
                .param("now", Timestamp.from(now))
                .param("id", registration.id())
                .update();
    }

    public Optional<Registration> find(UUID id) {
        return sql.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(this::registration)
                .optional();
    }

    public Optional<Registration> lock(UUID id) {
        return sql.sql(SELECT + "where r.id = :id for update of r")
                .param("id", id)
                .query(this::registration)
                .optional();
    }

    public List<Registration> list(Wanted wanted, int limit, long offset) {
        return where(SELECT + WANTED + "order by r.updated_at desc, r.id limit :limit offset :offset", wanted)
                .param("limit", limit)
                .param("offset", offset)
                .query(this::registration)
                .list();
    }

    public long count(Wanted wanted) {
        return where("select count(*) from intake.registration r " + WANTED, wanted)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec where(String statement, Wanted wanted) {
        RegistrationState state = wanted.state();
        return sql.sql(statement)
                .param("organisation", wanted.organisation())
                .param("drafts", wanted.drafts())
                .param("state", state == null ? null : state.name())
                .param("words", pattern(wanted.words()))
                .param("everywhere", wanted.reach().isEverything())
                .param("reach", wanted.reach().parameter());
    }

    private static @Nullable String pattern(@Nullable String words) {
        return Optional.ofNullable(words)
                .filter(text -> !text.isBlank())
                .map(text -> "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .orElse(null);
    }

    private static String words(Draft draft, String applicantName) {
        return Stream.of(
                        draft.projectName(),
                        draft.sectionName(),
                        draft.investmentCode(),
                        draft.approval().number(),
                        applicantName)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    private Registration registration(ResultSet row, int n) throws SQLException {
        String trade = row.getString("trade_code");
        return new Registration(
                row.getObject("id", UUID.class),
                row.getObject("applicant", UUID.class),
                row.getString("applicant_name"),
                RegistrationState.valueOf(row.getString("state")),
                row.getLong("version"),
                json.readValue(row.getString("draft"), Draft.class),
                row.getString("reason"),
                trade == null
                        ? null
                        : new Registration.Codes(
                                row.getString("project_code"),
                                row.getString("tender_project_code"),
                                row.getString("section_code"),
                                trade),
                new Registration.Times(
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant(),
                        instant(row, "submitted_at"),
                        instant(row, "decided_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
