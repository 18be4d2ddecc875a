package org.mingjian.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.Secrecy;
import org.mingjian.opendata.domain.OcdsFold;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the facts of a trade say, and in whatever order: valid by the standard, and merged by its rules ours. */
class OcdsFoldTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant BEGIN = Instant.parse("2026-03-01T01:00:00Z");

    record Told(String kind, Map<String, ?> body, List<FileRef> files) {}

    private static Told told(String kind, Map<String, ?> body) {
        return new Told(kind, body, List.of());
    }

    /** A record of what was told, one fact every half second: a date may be a whole one. */
    private static ObjectNode record(List<Told> all) {
        ObjectNode record = JSON.createObjectNode();
        @Nullable ObjectNode state = null;
        for (int i = 0; i < all.size(); i++) {
            Fact fact = fact(i + 1, all.get(i));
            Optional<OcdsFold.Step> step = OcdsFold.next(state, fact, "ocds-000000");
            if (step.isPresent()) {
                state = step.get().state();
                String at = OcdsFold.date(fact.at());
                record.withArray("releases")
                        .add(OcdsFold.release(
                                state,
                                OcdsFold.releaseId(state, fact),
                                at,
                                step.get().tag()));
                String ocid = state.path("ocid").asString();
                record.put("ocid", ocid)
                        .set("compiledRelease", OcdsFold.release(state, ocid + "-" + at, at, "compiled"));
            }
        }
        return record;
    }

    private static Fact fact(int position, Told told) {
        return new Fact(
                position,
                position,
                "trade:A01-1",
                position,
                told.kind(),
                BEGIN.plusMillis(500L * position),
                Actor.SYSTEM,
                JSON.valueToTree(told.body()),
                told.files(),
                Secrecy.PUBLIC,
                "",
                true);
    }

    @Provide
    Arbitrary<List<Told>> stories() {
        Arbitrary<String> name = Arbitraries.of("甲公司", "乙公司", "丙公司");
        Arbitrary<String> code = Arbitraries.of("", "91340200000000001X", "91340200000000002X");
        Arbitrary<String> price = Arbitraries.of("", "100.00", "18000000.5", "无");
        Arbitrary<List<FileRef>> files = Arbitraries.of("ab", "cd")
                .map(two -> new FileRef("文件 " + two + ".pdf", 9, two.repeat(32)))
                .list()
                .uniqueElements()
                .ofMaxSize(2);
        Arbitrary<Told> registered = Combinators.combine(name, name, code, price)
                .as((tenderer, agency, credit, estimate) -> told(
                        "trade.registered",
                        Map.of(
                                "projectName",
                                estimate.isEmpty() ? "" : "工程",
                                "estimate",
                                estimate,
                                "parties",
                                Map.of("tenderer", tenderer, "agency", agency, "tendererCode", credit))));
        Arbitrary<Told> notice = Combinators.combine(name, name, price, files)
                .as((tenderer, agency, ceiling, attached) -> new Told(
                        "notice.published",
                        Map.of(
                                "tendererName",
                                tenderer,
                                "agencyName",
                                agency,
                                "terms",
                                ceiling.isEmpty()
                                        ? Map.of()
                                        : Map.of("ceilingPrice", ceiling, "durationDays", 90, "method", "EM-1")),
                        attached));
        Arbitrary<Told> amended = Combinators.combine(Arbitraries.of("clarification.issued", "deadline.moved"), files)
                .as((kind, attached) -> new Told(kind, Map.of("bidDeadline", "2026-04-01T01:00:00Z"), attached));
        Arbitrary<Told> bids = Combinators.combine(
                        Arbitraries.of("bids.closed", "prices.read", "opening.recorded"), name, code, price)
                .as((kind, bidder, credit, offered) -> told(
                        kind,
                        Map.of(
                                "bids",
                                List.of(
                                        Map.of("seq", 1, "bidder", bidder, "creditCode", credit, "price", offered),
                                        Map.of("bidder", "丁公司", "state", "FAILED")))));
        Arbitrary<Told> award = Combinators.combine(
                        Arbitraries.of("winner.selected", "award.issued", "result.published"), name, code, price)
                .as((kind, winner, credit, offered) ->
                        told(kind, Map.of("name", winner, "creditCode", credit, "price", offered)));
        Arbitrary<Told> rest = Arbitraries.of(
                told("publicity.started", Map.of("rejected", List.of(Map.of("name", "甲公司")))),
                told("contract.signed", Map.of("price", "100.00", "durationDays", 90)),
                told("contract.signed", Map.of()),
                told("tender.failed", Map.of()),
                told("trade.terminated", Map.of()));
        return Arbitraries.oneOf(registered, notice, amended, bids, award, rest)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9);
    }

    private static Told winner(String kind, String name, String code) {
        return told(kind, Map.of("name", name, "creditCode", code, "price", "100.00"));
    }

    /** Else a reader who merges finds both in one award: suppliers are merged by their ids. */
    @Example
    void anotherWinnerIsAnotherAward() {
        JsonNode record = record(List.of(
                winner("winner.selected", "甲公司", "91340200000000001X"),
                winner("winner.selected", "乙公司", "91340200000000002X"),
                winner("award.issued", "乙公司", "91340200000000002X"),
                told("contract.signed", Map.of())));
        JsonNode merged =
                OcdsMerge.compiled(record.path("releases").valueStream().toList());

        assertThat(merged.path("awards")
                        .valueStream()
                        .map(award -> award.path("id").asString() + " "
                                + award.path("status").asString() + " "
                                + award.at("/suppliers/0/name").asString()
                                + award.path("suppliers").size()))
                .containsExactly("A01-1-award cancelled 甲公司1", "A01-1-award-2 active 乙公司1");
        assertThat(merged.at("/contracts/0/awardID").asString()).isEqualTo("A01-1-award-2");
        assertThat(merged.at("/awards/1/date").asString())
                .isEqualTo(BEGIN.plusMillis(1000).toString());
        assertThat(OcdsChecks.record(record)).isEmpty();
    }

    @Example
    void aTerminatedTradeHasNoStandingAward() {
        JsonNode record = record(
                List.of(winner("winner.selected", "甲公司", "91340200000000001X"), told("trade.terminated", Map.of())));

        assertThat(record.at("/compiledRelease/awards/0/status").asString()).isEqualTo("cancelled");
        assertThat(record.at("/releases/1/tag/0").asString()).isEqualTo("tenderCancellation");
        assertThat(record(List.of(told("tender.failed", Map.of())))
                        .at("/releases/0/tag/0")
                        .asString())
                .isEqualTo("tenderUpdate");
    }

    /** The registration tells the credit code, the notice after it the name alone: one organisation, one party. */
    @Example
    void anOrganisationIsOneParty() {
        JsonNode record = record(List.of(
                told(
                        "trade.registered",
                        Map.of(
                                "parties",
                                Map.of(
                                        "tenderer",
                                        "甲公司",
                                        "tendererCode",
                                        "91340200000000001X",
                                        "agency",
                                        "乙公司",
                                        "agencyCode",
                                        "91340200000000002X"))),
                told("notice.published", Map.of("tendererName", "甲公司", "agencyName", "乙公司")),
                told("contract.signed", Map.of())));

        assertThat(record.at("/compiledRelease/parties")
                        .valueStream()
                        .map(party -> party.path("id").asString() + " " + party.path("roles")))
                .containsExactly(
                        "CN-USCC-91340200000000001X [\"buyer\"]", "CN-USCC-91340200000000002X [\"procuringEntity\"]");
    }

    /** The checks that the stories pass do find something. */
    @Example
    void theChecksInWordsRefuse() {
        ObjectNode good = record(List.of(
                told("notice.published", Map.of("tendererName", "甲公司", "agencyName", "乙公司")),
                told("clarification.issued", Map.of()),
                winner("award.issued", "丙公司", "91340200000000001X"),
                told("contract.signed", Map.of())));
        assertThat(OcdsChecks.record(good)).isEmpty();
        Map<String, String> faults = Map.of(
                "ocds-000000-", "ocds-00-",
                "A01-1-1\"", "A01-1#1\"",
                "\"zh\"", "\"中文\"",
                "\"roles\":\\[\"supplier\"\\]", "\"roles\":[\"funder\"]",
                "\"buyer\":\\{\"id\":\"name:甲公司\"", "\"buyer\":{\"id\":\"name:丁公司\"",
                "\"awardID\":\"A01-1-award\"", "\"awardID\":\"A01-1-other\"",
                "\"releaseID\":\"[^\"]*\"", "\"releaseID\":\"none\"",
                "\"procurementMethodDetails\":\"[^\"]*\"", "\"procurementMethodDetails\":\" \"",
                "(compiledRelease.*?)\"status\":\"active\"", "$1\"status\":\"unsuccessful\"",
                "2026-03-01T01:00", "2026-03-01T01:09");
        faults.forEach((from, to) -> assertThat(
                        OcdsChecks.record(JSON.readTree(good.toString().replaceFirst(from, to))))
                .as(from)
                .isNotEmpty());
    }

    @Property(tries = 200)
    void everyStoryIsValidAndMergesToTheCompiledRelease(@ForAll("stories") List<Told> story) {
        ObjectNode record = record(story);
        if (record.isEmpty()) {
            return;
        }
        JsonNode compiled = record.path("compiledRelease");

        assertThat(OcdsStandard.V115.problems("Record", record)).isEmpty();
        assertThat(OcdsSchema.problems("Release", compiled)).isEmpty();
        assertThat(OcdsMerge.compiled(record.path("releases").valueStream().toList()))
                .isEqualTo(compiled);
        assertThat(OcdsChecks.record(record)).isEmpty();
    }
}
