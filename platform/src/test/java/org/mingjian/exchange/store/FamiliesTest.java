package org.mingjian.exchange.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.exchange.domain.Mapping.Built;
import org.mingjian.facts.Secrecy;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.store.SpecFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Subjects, credit, experts, supervision: what their facts say becomes a valid record, or is held with the reason. */
class FamiliesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Specifications SPECIFICATIONS = SpecFiles.published();
    private static final Checks CHECKS = SPECIFICATIONS.checksOf(SPECIFICATIONS.national());
    private static final String AT = "2026-03-02T02:03:04Z";
    private static final String CODE = "A02-12990100MB0A0000X8-20260101-000001-X";
    /** What an operator writes who has the code values of the standard; the values here are made up. */
    private static final String CODES = """
            publicityType: {中标候选人公示: "1"}
            legalType: {企业: "1"}
            legalStatus: {正常: "1"}
            qualificationLevel: {一级: "01"}
            practiceType: {一级注册建造师: "010101"}
            violatingType: {PUNISHMENT: "1"}
            awardOrPunishment: {PUNISHMENT: "02", AWARD: "01"}
            expertAward: {PUNISHMENT: "2"}
            confinedAction: {禁止参加投标: "1", 禁止参加评标: "2"}
            supervisedTradeWay: {公开招标: "01"}
            """;

    @TempDir
    Path folder;

    private final ObjectNode context = JSON.createObjectNode();

    private Mapping withoutCodes() {
        return MappingFiles.read(SPECIFICATIONS.national(), folder.resolve("none.yaml"));
    }

    private Mapping withCodes() {
        Path file = folder.resolve("codes.yaml");
        try {
            Files.writeString(file, CODES);
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
        return MappingFiles.read(SPECIFICATIONS.national(), file);
    }

    private List<Built> built(Mapping mapping, String stream, String kind, Secrecy secrecy) {
        context.set(
                "platform",
                JSON.valueToTree(Map.of(
                        "operator", "12990100MB0A0000X8",
                        "service", "12990100MB0A0000X8",
                        "code", "E9901000001",
                        "name", "平台",
                        "address", "http://localhost")));
        ObjectNode fact = context.withObject("/fact");
        fact.put("_at", AT)
                .put("_by", "王某")
                .put("_office", "住建局")
                .put("_kind", kind)
                .put("_stream", stream + "1");
        return mapping.of(stream + "1").orElseThrow().build(kind, secrecy, context);
    }

    private void sees(String path, Object value) {
        context.set(path, JSON.valueToTree(value));
    }

    private static List<String> datasets(List<Built> all) {
        return all.stream().map(Built::dataset).toList();
    }

    /** Problems of a record as it would be sent, but for those that a gap explains. */
    private static List<Problem> problems(Built built) {
        var dataset = SPECIFICATIONS.national().dataset(built.dataset()).orElseThrow();
        DataRecord record = new DataRecord(
                built.dataset(),
                dataset.table(),
                "9901" + built.dataset() + "20260302" + "0000001",
                DataRecord.INSERT,
                2,
                "9901",
                built.fields(),
                built.withheld());
        return CHECKS.check(record).problems().stream()
                .filter(problem -> !built.gaps().containsKey(problem.field()))
                .toList();
    }

    private static void complete(List<Built> all) {
        assertThat(all).isNotEmpty().allSatisfy(one -> {
            assertThat(one.gaps()).as("%s", one).isEmpty();
            assertThat(problems(one)).as("%s", one).isEmpty();
        });
    }

    private static void explained(List<Built> all) {
        assertThat(all)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(problems(one)).as("%s", one).isEmpty());
    }

    private void registered(String form, Map<String, String> values, String... roles) {
        sees(
                "fact",
                Map.of(
                        "entry",
                        "0b8f7a3e-0000-0000-0000-000000000001",
                        "form",
                        form,
                        "name",
                        "样例建设有限公司",
                        "creditCode",
                        "91990100MA0A00001A",
                        "regionCode",
                        "990100",
                        "roles",
                        roles,
                        "values",
                        values));
    }

    private static final Map<String, String> COMPANY = Map.of(
            "legalType",
            "企业",
            "legalRepresentative",
            "张某",
            "address",
            "中山路1号",
            "capital",
            "50000000.00",
            "licenceEnds",
            "2036-01-01",
            "industry",
            "E47",
            "contact",
            "李某",
            "contactPhone",
            "");

    @Test
    void aCompanyIsReportedWithItsRolesAndItsPhonesStayHere() {
        registered("company", COMPANY, "BIDDER", "TENDERER");

        List<Built> all = built(withCodes(), "party:", "party.registered", Secrecy.PARTIES);

        assertThat(datasets(all)).containsExactly("100", "101");
        complete(all);
        assertThat(all.getFirst().fields())
                .containsEntry("LEGAL_ROLE", "03;01")
                .containsEntry("LICENSE_END_DATE", "20360101")
                .doesNotContainKeys("LEGAL_CONTACT_PHONE", "REPRESENT_PHONE");
        assertThat(all.getFirst().withheld()).containsKeys("LEGAL_CONTACT_PHONE", "BASIC_ACCOUNT_NO");
    }

    @Test
    void withoutTheCodeValuesTheCompanyIsHeldAndToldWhichAreMissing() {
        registered("company", COMPANY, "BIDDER");

        List<Built> all = built(withoutCodes(), "party:", "party.changed", Secrecy.PARTIES);

        explained(all);
        assertThat(all.getFirst().gaps()).containsOnlyKeys("LEGAL_TYPE", "LEGAL_STATUS");
    }

    @Test
    void qualificationsAndPeopleAreReportedWithoutIdentityNumbers() {
        registered(
                "qualification",
                Map.of(
                        "qualificationName",
                        "建筑工程施工总承包",
                        "qualificationLevel",
                        "一级",
                        "qualificationType",
                        "A10101",
                        "qualificationNumber",
                        "D199000001",
                        "qualificationEnds",
                        "2030-12-31"),
                "BIDDER");
        List<Built> qualification = built(withCodes(), "party:", "party.registered", Secrecy.PARTIES);
        registered(
                "practitioner",
                Map.of(
                        "personName",
                        "赵某",
                        "idNumber",
                        "",
                        "practiceName",
                        "一级注册建造师",
                        "practiceNumber",
                        "建1990001",
                        "practiceEnds",
                        "2029-06-30",
                        "technicalTitle",
                        "高级工程师",
                        "education",
                        "本科",
                        "job",
                        "项目经理",
                        "workStarted",
                        "2005-07-01"),
                "BIDDER");
        List<Built> person = built(withCodes(), "party:", "party.registered", Secrecy.PARTIES);

        assertThat(datasets(qualification)).containsExactly("103");
        complete(qualification);
        assertThat(datasets(person)).containsExactly("111", "112");
        complete(person);
        assertThat(person).allSatisfy(one -> assertThat(one.withheld()).containsKeys("ID_CARD", "ID_CARD_TYPE"));
    }

    private void collected(String category, String subject) {
        sees(
                "collected",
                new java.util.TreeMap<>(Map.of(
                        "id",
                        "0b8f7a3e-1111-4222-8333-000000000001",
                        "name",
                        "样例建设有限公司",
                        "creditCode",
                        "91990100MA0A00001A",
                        "subject",
                        subject,
                        "category",
                        category,
                        "decision",
                        "建罚〔2026〕1号",
                        "authority",
                        "市住建局",
                        "decidedOn",
                        "2026-02-01",
                        "basis",
                        "招标投标法 §53",
                        "matter",
                        "串通投标")));
        ((ObjectNode) context.path("collected"))
                .put("endsOn", "2027-02-01")
                .put("barFrom", "2026-02-02")
                .put("barTo", "2027-02-01")
                .set(
                        "report",
                        JSON.valueToTree(Map.of(
                                "trade",
                                CODE,
                                "occurredOn",
                                "2025-12-20",
                                "result",
                                "罚款1万元",
                                "area",
                                "990100000",
                                "authorityCode",
                                "11990100MB0A0000XB")));
        sees(
                "registered",
                Map.of("projectName", "道路工程", "sectionName", "一标段", "regionCode", "990100", "tradeClass", "A02"));
        sees(
                "trade",
                Map.of("code", CODE, "tenderProject", "E9901000001000001001", "section", "E9901000001000001001001"));
    }

    @Test
    void aPublishedPunishmentIsReportedAndARepairedOneIsTakenAway() {
        collected("PUNISHMENT", "BIDDER");
        List<Built> published = built(withCodes(), "credit:", "credit.published", Secrecy.PUBLIC);
        List<Built> repaired = built(withCodes(), "credit:", "credit.repaired", Secrecy.PUBLIC);

        assertThat(datasets(published)).containsExactly("300");
        complete(published);
        assertThat(repaired).singleElement().satisfies(one -> {
            assertThat(one.gone()).isTrue();
            assertThat(one.identity()).isEqualTo(published.getFirst().identity());
            assertThat(one.fields()).isEmpty();
        });
        assertThat(built(withCodes(), "credit:", "credit.collected", Secrecy.PARTIES))
                .isEmpty();
        assertThat(built(withCodes(), "credit:", "credit.published", Secrecy.PARTIES))
                .as("what is about a person is not published")
                .isEmpty();
    }

    @Test
    void aBlacklistEntryStandsRevokedAfterItsRepairWithTheReason() {
        collected("BLACKLIST", "BIDDER");
        complete(built(withCodes(), "credit:", "credit.published", Secrecy.PUBLIC));
        sees("asked", Map.of("_at", AT));
        sees("fact", Map.of("answer", "已整改"));

        List<Built> repaired = built(withCodes(), "credit:", "credit.repaired", Secrecy.PUBLIC);

        assertThat(datasets(repaired)).containsExactly("302", "303");
        complete(repaired);
        assertThat(repaired.getFirst().fields()).containsEntry("REVOCATION_STATUS", "1");
        assertThat(repaired.getLast().fields()).containsEntry("REVOCATIONEASONS", "已整改");
    }

    @Test
    void awardsAndSocialCreditAreReported() {
        collected("AWARD", "AGENCY");
        complete(built(withCodes(), "credit:", "credit.published", Secrecy.PUBLIC));
        collected("SOCIAL", "TENDERER");
        complete(built(withoutCodes(), "credit:", "credit.published", Secrecy.PUBLIC));
    }

    @Test
    void aDecisionAboutAnExpertGoesToTheGovernmentWithoutTheIdentityNumber() {
        collected("PUNISHMENT", "EXPERT");
        List<Built> all = built(withCodes(), "credit:", "credit.published", Secrecy.PARTIES);

        assertThat(datasets(all)).containsExactly("208");
        complete(all);
        assertThat(all.getFirst().withheld()).containsKey("ID_CARD");
    }

    @Test
    void anExpertIsReportedForEachSpecialtyWithoutAnythingThatTellsWhoItIs() {
        sees(
                "registered",
                Map.of(
                        "employer",
                        "设计院",
                        "regionCode",
                        "990100",
                        "specialties",
                        List.of("A08", "A05"),
                        "years",
                        9,
                        "_at",
                        AT,
                        "particulars",
                        Map.of("education", "本科", "title", "高级工程师", "working", true, "industry", "E47")));

        List<Built> all = built(withoutCodes(), "expert:", "expert.paused", Secrecy.SEALED);

        assertThat(datasets(all)).containsExactly("212", "212");
        complete(all);
        assertThat(all).extracting(one -> one.fields().get("IS_MAIN")).containsExactly("1", "0");
        assertThat(all).allSatisfy(one -> {
            assertThat(one.fields()).containsEntry("DMISSON", "0");
            assertThat(one.withheld()).containsKeys("EXPERT_NAME", "ID_CARD", "PHONE_NUMBER");
        });
        assertThat(withoutCodes().of("expert:1").orElseThrow().memory().dropped())
                .contains("name", "ties", "account");
    }

    @Test
    void aSuspensionIsHeldOnlyForWhatThePlatformDoesNotHave() {
        collected("SOCIAL", "BIDDER");
        sees("fact", Map.of("basis", "招标投标法实施条例 §61", "reason", "投诉处理期间"));

        List<Built> all = built(withCodes(), "trade:", "trade.suspended", Secrecy.PUBLIC);

        assertThat(datasets(all)).containsExactly("400");
        explained(all);
        assertThat(all.getFirst().gaps()).containsOnlyKeys("SIGNATURE");
    }

    @Test
    void aTableThatNoFieldUsesStopsTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("codes.yaml"), "publicityTypo: {中标候选人公示: '1'}\n");

        assertThatThrownBy(() -> MappingFiles.read(SPECIFICATIONS.national(), file))
                .hasMessageContaining("publicityTypo");
    }

    @Test
    void whatIsBuiltIsNotListedAsNotBuilt() {
        Mapping mapping = withoutCodes();

        assertThat(mapping.families().stream()
                        .flatMap(family -> family.lines().stream())
                        .map(Mapping.Line::dataset)
                        .collect(Collectors.toSet()))
                .contains("100", "103", "111", "112", "208", "212", "300", "302", "303", "304", "306", "400")
                .doesNotContainAnyElementsOf(mapping.unmapped().keySet());
    }
}
