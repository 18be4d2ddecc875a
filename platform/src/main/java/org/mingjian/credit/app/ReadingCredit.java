package org.mingjian.credit.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditError;
import org.mingjian.credit.CreditFact;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.Credits;
import org.mingjian.credit.Score;
import org.mingjian.credit.store.CreditStore;
import org.mingjian.credit.store.FrozenScores;
import org.mingjian.credit.store.ScoringFile;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.tender.Standings;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading records, scores and bars. Nothing is kept in memory: what was decided a moment ago counts. */
@Service
public class ReadingCredit implements Credits, Standings {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** One step of a record's life, for those it concerns. */
    public record Step(
            String kind, String title, Instant at, @Nullable String organisation, String who, String words) {}

    /** A record with its life. */
    public record Life(CreditRecord record, boolean mine, List<Step> steps) {}

    /** One of an organisation's people who has records in force. */
    public record PersonScore(String person, Score score, List<CreditRecord> records) {}

    private final CreditStore store;
    private final FrozenScores frozen;
    private final ScoringFile scoring;
    private final Facts facts;
    private final Tenders tenders;
    private final InstantSource clock;
    private final JsonMapper json;

    ReadingCredit(
            CreditStore store,
            FrozenScores frozen,
            ScoringFile scoring,
            Facts facts,
            Tenders tenders,
            InstantSource clock,
            JsonMapper json) {
        this.store = store;
        this.frozen = frozen;
        this.scoring = scoring;
        this.facts = facts;
        this.tenders = tenders;
        this.clock = clock;
        this.json = json;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    /** The caller's organisation's and its people's, and the caller's own as a person. */
    public List<CreditRecord> mine(Caller caller) {
        var own = caller.organisation();
        Stream<CreditRecord> all = Stream.concat(
                own == null ? Stream.empty() : store.of(own.id()).stream(), store.ofAccount(caller.account()).stream());
        return all.filter(record -> isTold(record, caller))
                .sorted(Comparator.comparing(CreditRecord::decidedOn).reversed().thenComparing(CreditRecord::id))
                .toList();
    }

    /** What nobody verified yet is no record of anybody; those who work on it see it. */
    private static boolean isTold(CreditRecord record, Caller caller) {
        return caller.may(Permission.CREDIT_COLLECT)
                || record.state() != CreditState.COLLECTED && record.state() != CreditState.VERIFIED;
    }

    public Found list(CreditStore.Wanted wanted, Caller caller) {
        var looker = looker(caller);
        return new Found(store.list(wanted, looker, today()), store.count(wanted, looker, today()));
    }

    private static CreditStore.Looker looker(Caller caller) {
        return new CreditStore.Looker(caller.account(), caller.reach(Permission.CREDIT_COLLECT));
    }

    public Life life(UUID id, Caller caller) {
        Optional<CreditRecord> governed =
                caller.may(Permission.CREDIT_COLLECT) ? store.find(id, looker(caller), today()) : Optional.empty();
        CreditRecord record = governed.or(() ->
                        mine(caller).stream().filter(one -> one.id().equals(id)).findFirst())
                .orElseThrow(() -> new PlatformException(CreditError.RECORD_NOT_FOUND, id.toString()));
        List<Step> steps = facts.ofStream("credit:" + id).stream()
                .flatMap(fact -> step(fact, governed.isPresent()).stream())
                .toList();
        return new Life(record, KeepingCredit.isAbout(record, caller), steps);
    }

    private static Optional<Step> step(Fact fact, boolean official) {
        return Stream.of(CreditFact.values())
                .filter(one -> one.kind().equals(fact.kind()))
                .findFirst()
                .map(one -> new Step(
                        one.kind(),
                        one.title(),
                        fact.at(),
                        fact.actor().organisationName(),
                        official ? fact.actor().name() : "",
                        Stream.of(fact.text("plea"), fact.text("answer"))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining("；"))));
    }

    @Override
    public List<CreditRecord> published(String creditCode) {
        return store.published(creditCode, today());
    }

    @Override
    public Found published(String text, int page, int size) {
        var wanted = new CreditStore.Wanted(text.strip(), null, page, size);
        return new Found(store.open(wanted, today()), store.countOpen(wanted, today()));
    }

    @Override
    public Optional<CreditRecord> publishedRecord(UUID id) {
        return store.find(id).filter(record -> record.person() == null && record.countsOn(today()));
    }

    @Override
    public Score score(UUID organisation, LocalDate day) {
        List<CreditRecord> own = store.of(organisation).stream()
                .filter(record -> record.person() == null)
                .toList();
        return scoring.on(day).score(own, day);
    }

    /** The score of an organisation and of each of its people who has a record. */
    public Score score(UUID organisation) {
        return score(organisation, today());
    }

    public List<PersonScore> people(UUID organisation) {
        return people(store.of(organisation));
    }

    /** The same as staff may see it: records of people are not public, so those of one's region. */
    public List<PersonScore> people(UUID organisation, Caller caller) {
        return people(store.governedOf(organisation, caller.reach(Permission.CREDIT_COLLECT)));
    }

    private List<PersonScore> people(List<CreditRecord> known) {
        LocalDate day = today();
        Map<String, List<CreditRecord>> people = known.stream()
                .filter(record -> record.person() != null && record.countsOn(day))
                .collect(Collectors.groupingBy(record -> record.person() + "\n" + record.personKey()));
        return people.values().stream()
                .map(records -> new PersonScore(
                        String.valueOf(records.getFirst().person()),
                        scoring.on(day).score(records, day),
                        records))
                .sorted(Comparator.comparing(PersonScore::person))
                .toList();
    }

    /** The score of the person behind an account. */
    public Score scoreOfAccount(UUID account) {
        LocalDate day = today();
        return scoring.on(day).score(store.ofAccount(account), day);
    }

    @Override
    @Transactional
    public Frozen freeze(String trade, UUID organisation, Actor actor) {
        boolean agreed = tenders.get(trade).requireTerms().criteria().stream()
                .anyMatch(criterion -> criterion.kind() == Terms.Criterion.Kind.CREDIT);
        if (!agreed) {
            throw new RefusedException(new Refusal("CREDIT_NOT_AGREED", "招标投标法实施条例 §49", "招标文件没有约定使用信用评价，不得作为评标的依据"));
        }
        return frozen.find(trade, organisation).orElseGet(() -> {
            Map<String, Object> seen = Map.of("score", score(organisation), "people", people(organisation));
            JsonNode content = json.valueToTree(seen);
            String digest = Sm3.hex(Sm3.digest(CanonicalJson.bytes(content)));
            if (frozen.add(new Frozen(trade, organisation, clock.instant(), digest, content))) {
                facts.record(NewFact.secret(
                        "credit-seen:" + organisation,
                        "credit.frozen",
                        actor,
                        Map.of("trade", trade, "digest", digest),
                        Secrecy.SEALED));
            }
            return frozen.find(trade, organisation).orElseThrow();
        });
    }

    @Override
    public Optional<Refusal> bar(UUID organisation, Act act) {
        return store.bar(organisation, today()).map(record -> refusal(record, act));
    }

    @Override
    public Set<UUID> barredPersons(Act act) {
        return store.barredAccounts(today());
    }

    @Override
    public Optional<Refusal> barOfPerson(UUID account, Act act) {
        return store.barOfAccount(account, today()).map(record -> refusal(record, act));
    }

    @Override
    public List<NamedBar> barsOfNamed(String name, UUID organisation, Act act) {
        return store.barsOfNamed(name.strip(), today()).stream()
                .map(record -> new NamedBar(organisation.equals(record.organisation()), refusal(record, act)))
                .sorted(Comparator.comparing(bar -> !bar.ofThisOrganisation()))
                .toList();
    }

    private static Refusal refusal(CreditRecord record, Act act) {
        String person = record.person();
        boolean named = person != null && !person.isEmpty();
        String who = named ? person + "（" + record.name() + "）" : record.name();
        return new Refusal(
                "DEBARRED",
                record.basis(),
                who + "自 " + record.barFrom() + " 至 " + record.barTo() + "（不含）禁止参加，不能“" + act.title() + "”。依据："
                        + record.authority() + " " + record.decision());
    }
}
