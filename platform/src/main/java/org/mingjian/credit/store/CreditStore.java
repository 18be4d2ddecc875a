package org.mingjian.credit.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.identity.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of credit records. */
@Repository
public class CreditStore {

    /** A move of a record. */
    public record Move(
            CreditState state,
            @Nullable LocalDate answerBy,
            @Nullable String plea,
            @Nullable String answer,
            Instant at) {}

    private static final String RECORD = "select id, organisation, name, credit_code, subject, person,"
            + " person_key, person_account, category,"
            + " decision, authority, decided_on, basis, matter, ends_on, bar_from, bar_to, repair_from, state,"
            + " collected_by, answer_by, plea, answer, changed_at from credit.record ";
    private static final String IN_FORCE = "state in ('PUBLISHED', 'APPEALED', 'REPAIR_ASKED') and ends_on > :day ";

    private static final String LIKE =
            "(:text = '' or name like :like or credit_code like :like or decision like :like";
    private static final String WANTED =
            "where " + LIKE + " or person like :like)" + " and (cast(:state as text) is null or state = :state) ";
    /** 管辖: where the subject is registered, and where the record was collected (an expert has no credit code). */
    private static final String GOVERNED = "("
            + Reach.condition("substr(credit_code, 3, 6)", "null", "null", "organisation") + " or "
            + Reach.condition("collected_in", "null", "null", "null") + ") ";

    /** What is public is everybody's; the rest, of those who govern it and of the collector. */
    private static final String IN_REACH =
            " and ((person is null and " + IN_FORCE + ") or collected_by = :account or " + GOVERNED + ") ";

    private static final String OPEN = "where person is null and " + IN_FORCE + "and " + LIKE + ") ";

    /**
     * What is looked for.
     *
     * @param text part of a name, of a credit code or of a decision's number
     * @param state null for any
     */
    public record Wanted(String text, @Nullable CreditState state, int page, int size) {}

    /** Who looks, and how far his rights reach. */
    public record Looker(UUID account, Reach reach) {}

    private final JdbcClient sql;

    CreditStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param region where it was collected, GB/T 2260; null when the collector belongs to no organisation */
    public void add(CreditRecord record, @Nullable String region) {
        sql.sql("insert into credit.record (id, organisation, name, credit_code, subject, person, person_key,"
                        + " person_account, category, decision,"
                        + " authority, decided_on, basis, matter, ends_on, bar_from, bar_to, repair_from, state,"
                        + " collected_by, collected_in, changed_at) values (:id, :organisation, :name, :creditCode, :subject,"
                        + " :person, :personKey, :personAccount, :category, :decision, :authority, :decidedOn,"
                        + " :basis, :matter, :endsOn,"
                        + " :barFrom, :barTo, :repairFrom, :state, :collectedBy, :collectedIn, :changedAt)")
                .param("id", record.id())
                .param("organisation", record.organisation())
                .param("name", record.name())
                .param("creditCode", record.creditCode())
                .param("subject", record.subject().name())
                .param("person", record.person())
                .param("personKey", record.personKey())
                .param("personAccount", record.personAccount())
                .param("category", record.category().name())
                .param("decision", record.decision())
                .param("authority", record.authority())
                .param("decidedOn", record.decidedOn())
                .param("basis", record.basis())
                .param("matter", record.matter())
                .param("endsOn", record.endsOn())
                .param("barFrom", record.barFrom())
                .param("barTo", record.barTo())
                .param("repairFrom", record.repairFrom())
                .param("state", record.state().name())
                .param("collectedBy", record.collectedBy())
                .param("collectedIn", region)
                .param("changedAt", Timestamp.from(record.changedAt()))
                .update();
    }

    /** Locked until the transaction ends. */
    public Optional<CreditRecord> lock(UUID id) {
        return sql.sql(RECORD + "where id = :id for update")
                .param("id", id)
                .query(CreditStore::record)
                .optional();
    }

    /** The same, for whom it is about: his organisation's and its people's, or his own as a person. */
    public Optional<CreditRecord> lockOwn(UUID id, @Nullable UUID organisation, UUID account) {
        return sql.sql(RECORD + "where id = :id and (organisation = cast(:organisation as uuid)"
                        + " or person_account = :account) for update")
                .param("id", id)
                .param("organisation", organisation)
                .param("account", account)
                .query(CreditStore::record)
                .optional();
    }

    /** The same, for whoever governs it. */
    public Optional<CreditRecord> lockGoverned(UUID id, Reach reach) {
        return sql.sql(RECORD + "where id = :id and " + GOVERNED + "for update")
                .param("id", id)
                .param("reach", reach.parameter())
                .query(CreditStore::record)
                .optional();
    }

    public boolean exists(UUID id) {
        return sql.sql("select exists (select 1 from credit.record where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    public void move(UUID id, Move move) {
        sql.sql("update credit.record set state = :state, answer_by = :answerBy, plea = coalesce(:plea, plea),"
                        + " answer = coalesce(:answer, answer), changed_at = :at where id = :id")
                .param("state", move.state().name())
                .param("answerBy", move.answerBy())
                .param("plea", move.plea())
                .param("answer", move.answer())
                .param("at", Timestamp.from(move.at()))
                .param("id", id)
                .update();
    }

    public List<CreditRecord> of(UUID organisation) {
        return sql.sql(RECORD + "where organisation = :organisation order by decided_on desc, id")
                .param("organisation", organisation)
                .query(CreditStore::record)
                .list();
    }

    /** Those of them that somebody governs. */
    public List<CreditRecord> governedOf(UUID organisation, Reach reach) {
        return sql.sql(RECORD + "where organisation = :organisation and " + GOVERNED + "order by decided_on desc, id")
                .param("organisation", organisation)
                .param("reach", reach.parameter())
                .query(CreditStore::record)
                .list();
    }

    /** Records of a person by the account, wherever he or she works. */
    public List<CreditRecord> ofAccount(UUID account) {
        return sql.sql(RECORD + "where person_account = :account order by decided_on desc, id")
                .param("account", account)
                .query(CreditStore::record)
                .list();
    }

    /** The oldest that wait in this state for somebody who governs them. */
    public List<CreditRecord> waiting(CreditState state, Reach reach, int limit) {
        return sql.sql(RECORD + "where state = :state and " + GOVERNED + "order by changed_at, id limit :limit")
                .param("state", state.name())
                .param("reach", reach.parameter())
                .param("limit", limit)
                .query(CreditStore::record)
                .list();
    }

    public List<CreditRecord> list(Wanted wanted, Looker looker, LocalDate day) {
        return wanted(RECORD + WANTED + IN_REACH + "order by changed_at desc, id limit :limit offset :offset", wanted)
                .param("reach", looker.reach().parameter())
                .param("account", looker.account())
                .param("day", day)
                .query(CreditStore::record)
                .list();
    }

    public long count(Wanted wanted, Looker looker, LocalDate day) {
        return wanted("select count(*) from credit.record " + WANTED + IN_REACH, wanted)
                .param("reach", looker.reach().parameter())
                .param("account", looker.account())
                .param("day", day)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec wanted(String text, Wanted wanted) {
        CreditState state = wanted.state();
        return sql.sql(text)
                .param("text", wanted.text())
                .param(
                        "like",
                        "%" + wanted.text().replace("\\", "").replace("%", "").replace("_", "") + "%")
                .param("state", state == null ? null : state.name())
                .param("limit", wanted.size())
                .param("offset", (long) wanted.page() * wanted.size());
    }

    /** The decision that bars an organisation on a day; the one that bars longest. */
    public Optional<CreditRecord> bar(UUID organisation, LocalDate day) {
        return sql.sql(RECORD + "where organisation = :organisation and person is null and " + IN_FORCE
                        + "and bar_from <= :day and bar_to > :day order by bar_to desc limit 1")
                .param("organisation", organisation)
                .param("day", day)
                .query(CreditStore::record)
                .optional();
    }

    public List<CreditRecord> published(String creditCode, LocalDate day) {
        return sql.sql(RECORD + "where credit_code = :code and " + IN_FORCE + "order by decided_on desc, id limit 200")
                .param("code", creditCode)
                .param("day", day)
                .query(CreditStore::record)
                .list();
    }

    /** The decision that bars a person on a day. */
    public Optional<CreditRecord> barOfAccount(UUID account, LocalDate day) {
        return sql.sql(RECORD + "where person_account = :account and " + IN_FORCE
                        + "and bar_from <= :day and bar_to > :day order by bar_to desc limit 1")
                .param("account", account)
                .param("day", day)
                .query(CreditStore::record)
                .optional();
    }

    /** Bars of people of a name, wherever they work. */
    public List<CreditRecord> barsOfNamed(String name, LocalDate day) {
        return sql.sql(RECORD + "where person = :name and bar_from is not null and " + IN_FORCE
                        + "and bar_from <= :day and bar_to > :day order by bar_to desc limit 20")
                .param("name", name)
                .param("day", day)
                .query(CreditStore::record)
                .list();
    }

    /** The accounts of everybody whom a decision bars on a day. */
    public Set<UUID> barredAccounts(LocalDate day) {
        return Set.copyOf(sql.sql("select distinct person_account from credit.record where person_account is not null"
                        + " and " + IN_FORCE + "and bar_from <= :day and bar_to > :day")
                .param("day", day)
                .query(UUID.class)
                .list());
    }

    /** Published records of organisations. */
    public List<CreditRecord> open(Wanted wanted, LocalDate day) {
        return wanted(RECORD + OPEN + "order by decided_on desc, id limit :limit offset :offset", wanted)
                .param("day", day)
                .query(CreditStore::record)
                .list();
    }

    public long countOpen(Wanted wanted, LocalDate day) {
        return wanted("select count(*) from credit.record " + OPEN, wanted)
                .param("day", day)
                .query(Long.class)
                .single();
    }

    /** One record, as the list of staff would show it. */
    public Optional<CreditRecord> find(UUID id, Looker looker, LocalDate day) {
        return sql.sql(RECORD + "where id = :id" + IN_REACH)
                .param("id", id)
                .param("reach", looker.reach().parameter())
                .param("account", looker.account())
                .param("day", day)
                .query(CreditStore::record)
                .optional();
    }

    public Optional<CreditRecord> find(UUID id) {
        return sql.sql(RECORD + "where id = :id")
                .param("id", id)
                .query(CreditStore::record)
                .optional();
    }

    private static CreditRecord record(ResultSet row, int n) throws SQLException {
        return new CreditRecord(
                row.getObject("id", UUID.class),
                row.getObject("organisation", UUID.class),
                row.getString("name"),
                row.getString("credit_code"),
                CreditRecord.SubjectKind.valueOf(row.getString("subject")),
                row.getString("person"),
                row.getString("person_key"),
                row.getObject("person_account", UUID.class),
                CreditRecord.Category.valueOf(row.getString("category")),
                row.getString("decision"),
                row.getString("authority"),
                row.getDate("decided_on").toLocalDate(),
                row.getString("basis"),
                row.getString("matter"),
                row.getDate("ends_on").toLocalDate(),
                day(row.getDate("bar_from")),
                day(row.getDate("bar_to")),
                day(row.getDate("repair_from")),
                CreditState.valueOf(row.getString("state")),
                row.getObject("collected_by", UUID.class),
                day(row.getDate("answer_by")),
                row.getString("plea"),
                row.getString("answer"),
                row.getTimestamp("changed_at").toInstant());
    }

    private static @Nullable LocalDate day(@Nullable Date date) {
        return date == null ? null : date.toLocalDate();
    }
}
