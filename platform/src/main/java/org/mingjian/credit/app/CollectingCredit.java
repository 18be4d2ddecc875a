package org.mingjian.credit.app;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditError;
import org.mingjian.credit.CreditFact;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditRecord.SubjectKind;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.store.CreditStore;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.protection.Secrets;
import org.mingjian.spec.FormFields;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * 归集: a decision about one of the four kinds of subject or about one of its people. A practitioner is known by the
 * keyed digest of the identity number, an expert by the account; the number itself is forgotten at once.
 */
@Service
public class CollectingCredit {

    /** The field that digests of identity numbers belong to; the register of subjects uses the same. */
    public static final String PERSON = "person.idNumber";

    static final String LOOP = "信用信息归集、核实、公示、申诉、修复闭环（CR-07）";

    /**
     * What is collected.
     *
     * @param creditCode of the organisation; empty for an expert
     */
    public record Collected(
            String creditCode,
            SubjectKind subject,
            @Nullable Person person,
            CreditRecord.Category category,
            String decision,
            String authority,
            LocalDate decidedOn,
            String basis,
            String matter,
            LocalDate endsOn,
            @Nullable LocalDate barFrom,
            @Nullable LocalDate barTo,
            @Nullable LocalDate repairFrom,
            @Nullable Reporting report) {}

    /**
     * What the data specification asks for besides (datasets 300, 208); it is reported from the fact it stands in.
     *
     * @param trade 统一交易标识码 of the trade in which it happened
     * @param area 9 digits of 区域代码
     * @param authorityCode 统一社会信用代码 of who decided
     */
    public record Reporting(
            @Nullable String trade,
            @Nullable LocalDate occurredOn,
            @Nullable String result,
            @Nullable String area,
            @Nullable String authorityCode) {}

    /**
     * One of the people.
     *
     * @param name of a practitioner; an expert's is that of the account
     * @param number 证件号码 of a practitioner
     * @param login of an expert
     */
    public record Person(
            @Nullable String name,
            @Nullable String number,
            @Nullable String login) {}

    private record Whom(
            @Nullable UUID organisation,
            String name,
            String creditCode,
            @Nullable String person,
            @Nullable String key,
            @Nullable UUID account) {}

    private final CreditStore store;
    private final Accounts accounts;
    private final Secrets secrets;
    private final Facts facts;
    private final InstantSource clock;
    private final FormFields specification;

    CollectingCredit(
            CreditStore store,
            Accounts accounts,
            Secrets secrets,
            Facts facts,
            InstantSource clock,
            FormFields specification) {
        this.specification = specification;
        this.store = store;
        this.accounts = accounts;
        this.secrets = secrets;
        this.facts = facts;
        this.clock = clock;
    }

    @Transactional
    public CreditRecord collect(Collected given, Caller caller) {
        requireDates(given);
        InvalidFields.throwIfAny(specification.problems("credit", given));
        CreditRecord record = record(given, whom(given), caller);
        try {
            Organisation own = caller.organisation();
            store.add(record, own == null ? null : own.regionCode());
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal("RECORD_KNOWN", LOOP, "该主体的同一文书已归集：" + given.decision()));
        }
        // The record, not what was typed: that may hold an identity number.
        facts.record(new NewFact(
                "credit:" + record.id(),
                CreditFact.COLLECTED.kind(),
                caller.actor(),
                told(record, given.report()),
                List.of(),
                Secrecy.PARTIES));
        return record;
    }

    private static JsonNode told(CreditRecord record, @Nullable Reporting report) {
        ObjectNode told = JsonMapper.shared().valueToTree(record);
        if (report != null) {
            told.set("report", JsonMapper.shared().valueToTree(report));
        }
        return told;
    }

    private Whom whom(Collected given) {
        Person person = given.person();
        if (given.subject() == SubjectKind.EXPERT) {
            String login = person == null ? null : person.login();
            AccountView expert = accounts.accountByLogin(Objects.requireNonNullElse(login, ""))
                    .filter(found -> found.roles().contains(Role.EXPERT))
                    .orElseThrow(() -> new PlatformException(CreditError.SUBJECT_NOT_FOUND, "评标专家须写明其账号"));
            return new Whom(null, expert.name(), "", expert.name(), null, expert.id());
        }
        Organisation subject = accounts.organisationByCreditCode(given.creditCode())
                .orElseThrow(() -> new PlatformException(CreditError.SUBJECT_NOT_FOUND, given.creditCode()));
        if (person == null) {
            return new Whom(subject.id(), subject.name(), given.creditCode(), null, null, null);
        }
        String name = Objects.requireNonNullElse(person.name(), "").strip();
        String number = Objects.requireNonNullElse(person.number(), "").strip();
        if (name.isEmpty() || !number.matches("[0-9]{17}[0-9X]")) {
            throw new IllegalArgumentException("从业人员须写明姓名和身份证件号码（18 位）；号码只留摘要");
        }
        return new Whom(subject.id(), subject.name(), given.creditCode(), name, secrets.index(PERSON, number), null);
    }

    private CreditRecord record(Collected given, Whom whom, Caller caller) {
        return new CreditRecord(
                UUID.randomUUID(),
                whom.organisation(),
                whom.name(),
                whom.creditCode(),
                given.subject(),
                whom.person(),
                whom.key(),
                whom.account(),
                given.category(),
                given.decision().strip(),
                given.authority().strip(),
                given.decidedOn(),
                given.basis().strip(),
                given.matter().strip(),
                given.endsOn(),
                given.barFrom(),
                given.barTo(),
                given.repairFrom(),
                CreditState.COLLECTED,
                caller.account(),
                null,
                null,
                null,
                clock.instant());
    }

    private static void requireDates(Collected given) {
        LocalDate from = given.barFrom();
        LocalDate to = given.barTo();
        boolean both = (from == null) == (to == null);
        boolean inOrder = from == null || to == null || from.isBefore(to) && !to.isAfter(given.endsOn());
        if (!both || !inOrder || !given.decidedOn().isBefore(given.endsOn())) {
            throw new IllegalArgumentException("日期不合理：作出日期早于失效日；禁止参加的起止日须成对，止日不晚于失效日");
        }
    }
}
