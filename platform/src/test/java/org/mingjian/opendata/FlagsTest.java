package org.mingjian.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mingjian.opendata.Compiled.gaps;
import static org.mingjian.opendata.Compiled.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.mingjian.opendata.domain.flags.Findings;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import org.mingjian.opendata.domain.flags.FlagSettings;
import org.mingjian.opendata.domain.flags.Flags;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each indicator with a process that fails it and one that passes, made by hand. */
class FlagsTest {

    private static final FlagSettings SETTINGS = FlagSettings.standard();

    private static Findings judged(FlagSettings settings, List<JsonNode> releases) {
        Flags flags = new Flags(settings, true);
        releases.forEach(flags::take);
        return flags.finish();
    }

    private static Findings judged(Compiled... processes) {
        return judged(
                SETTINGS, List.of(processes).stream().map(Compiled::release).toList());
    }

    private static Map<String, Finding> of(Findings findings, Group group, String id) {
        return findings.found().getOrDefault(group, Map.of()).getOrDefault(id, Map.of());
    }

    private static Finding flag(Findings findings, Group group, String id, String indicator) {
        return Objects.requireNonNull(of(findings, group, id).get(indicator), indicator);
    }

    private static double meta(Findings findings, String indicator, String name) {
        return findings.meta().getOrDefault(indicator, Map.of()).getOrDefault(name, Double.NaN);
    }

    @Test
    void fourteenDaysToBidAreTooFewFifteenAreNot() {
        Findings findings = judged(
                process("bad").period("2026-03-01T09:00:00+08:00", "2026-03-16T08:59:59+08:00"),
                process("good").period("2026-03-01T09:00:00+08:00", "2026-03-16T09:00:00+08:00"));

        assertThat(flag(findings, Group.OCID, "bad", "R003").reason()).contains("14天", "15天");
        assertThat(of(findings, Group.OCID, "good")).isEmpty();
    }

    @Test
    void oneTendererIsASignOnlyWhereCompetitionIsAskedFor() {
        Findings findings = judged(
                process("bad").tender("procurementMethod", "open").tenderers(1),
                process("two").tender("procurementMethod", "open").tenderers(2),
                process("direct").tender("procurementMethod", "direct").tenderers(1));

        assertThat(of(findings, Group.OCID, "bad")).containsOnlyKeys("R018");
        assertThat(of(findings, Group.OCID, "two")).isEmpty();
        assertThat(of(findings, Group.OCID, "direct")).isEmpty();
    }

    @Test
    void aSecondPriceFarCloserThanElsewhereIsFlagged() {
        // Seven differ by 20 %, one by 1 %: Q1 = Q3 = 0.2, the fence is 0.2 itself and all at or below it are low.
        Findings findings = judged(SETTINGS, gaps(101, 120, 121, 122, 123, 124, 125, 126));

        assertThat(flag(findings, Group.OCID, "P0", "R024").value()).isCloseTo(0.01, within(1e-12));
        assertThat(flag(findings, Group.OCID, "P0", "R024").reason()).contains("次低有效报价101", "相差1%");
        assertThat(of(findings, Group.TENDERER, "W0")).containsKey("R024");
        assertThat(of(findings, Group.TENDERER, "L0")).containsKey("R024");
        assertThat(of(findings, Group.OCID, "P1")).isEmpty();
        // n = 8: h(0.25) = 8⅓/4 + ⅓ = 2.41667, between 0.20 and 0.21
        assertThat(meta(findings, "R024", "q1")).isCloseTo(0.2 + 0.41666667 * 0.01, within(1e-6));
    }

    @Test
    void aSecondPriceFarDearerThanElsewhereIsFlagged() {
        Findings findings = judged(SETTINGS, gaps(120, 121, 122, 123, 124, 125, 126, 190));

        assertThat(flag(findings, Group.OCID, "P7", "R058").value()).isCloseTo(0.9, within(1e-12));
        assertThat(of(findings, Group.TENDERER, "W7")).containsKey("R058");
        assertThat(of(findings, Group.OCID, "P6")).isEmpty();
    }

    @Test
    void whereTheLowestDidNotWinOrNothingWasPaidThereIsNoGap() {
        List<JsonNode> all = new ArrayList<>(gaps(120, 121, 122, 123, 124, 125, 126));
        all.add(process("dear")
                .bid("A", "valid", 100)
                .bid("B", "valid", 99)
                .award("active", "A")
                .release());
        all.add(process("nothing")
                .bid("A", "valid", 0)
                .bid("B", "valid", 99)
                .award("active", "A")
                .release());
        all.add(process("pending")
                .bid("A", "valid", 1)
                .bid("B", "valid", 99)
                .award("pending", "A")
                .release());

        Findings findings = judged(SETTINGS, all);

        assertThat(findings.found().getOrDefault(Group.OCID, Map.of()))
                .doesNotContainKeys("dear", "nothing", "pending");
    }

    @Test
    void whoBidsMostAndWinsLeastIsFlagged() {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String often = "R" + i % 8;
            String winner = i < 2 ? "F" : often;
            all.add(process("P" + i)
                    .bid("F", "valid", 100)
                    .bid(often, "valid", 100 + i)
                    .award("active", winner)
                    .release());
        }

        Findings findings = judged(SETTINGS, all);

        Finding flagged = flag(findings, Group.TENDERER, "F", "R025");
        assertThat(flagged.value()).isEqualTo(2.0 / 80);
        assertThat(flagged.reason()).contains("有效投标80次", "中标2次", "2.5%");
        assertThat(of(findings, Group.TENDERER, "R0")).doesNotContainKey("R025");
    }

    @Test
    void theSamePriceOfTwoTenderersIsFlaggedOfOneIsNot() {
        Findings findings = judged(
                process("bad").bid("A", "valid", 7).bid("B", "disqualified", 7).bid("C", "valid", 8),
                process("good").bid("A", "valid", 7).bid("A", "valid", 7).bid("B", "withdrawn", 7));

        assertThat(of(findings, Group.OCID, "bad")).containsKey("R028");
        assertThat(flag(findings, Group.TENDERER, "A", "R028").reason()).contains("A与B的报价都是7 CNY");
        assertThat(of(findings, Group.TENDERER, "B")).containsKey("R028");
        assertThat(of(findings, Group.TENDERER, "C")).doesNotContainKey("R028");
        assertThat(of(findings, Group.OCID, "good")).isEmpty();
    }

    @Test
    void aLateBidThatWonIsFlaggedWhateverZoneItIsWrittenIn() {
        Findings findings = judged(
                process("bad")
                        .period("2026-01-01T00:00:00+08:00", "2026-03-16T09:00:00+08:00")
                        .bid("A", "valid", 7)
                        .at("2026-03-16T01:00:01Z")
                        .award("active", "A"),
                process("good")
                        .period("2026-01-01T00:00:00+08:00", "2026-03-16T09:00:00+08:00")
                        .bid("A", "valid", 7)
                        .at("2026-03-16T09:00:00.000+08:00")
                        .bid("B", "valid", 8)
                        .at("2026-03-16T09:01:00+08:00")
                        .award("active", "A"));

        assertThat(of(findings, Group.OCID, "bad")).containsKey("R030");
        assertThat(of(findings, Group.OCID, "good")).doesNotContainKey("R030");
    }

    @Test
    void whenAllOthersAreDisqualifiedTheirNumberIsTold() {
        Findings findings = judged(
                process("bad")
                        .bid("A", "valid", 9)
                        .bid("B", "disqualified", 10)
                        .bid("C", "disqualified", 11)
                        .award("active", "A"),
                process("good")
                        .bid("A", "valid", 9)
                        .bid("B", "valid", 10)
                        .bid("C", "disqualified", 11)
                        .award("active", "A"));

        assertThat(flag(findings, Group.OCID, "bad", "R035").value()).isEqualTo(2);
        assertThat(of(findings, Group.OCID, "good")).doesNotContainKey("R035");
    }

    @Test
    void theLowestBidDisqualifiedIsFlaggedADearerOneIsNot() {
        Findings findings = judged(
                process("bad").bid("A", "disqualified", 5).bid("B", "valid", 6).award("active", "B"),
                process("good").bid("A", "disqualified", 7).bid("B", "valid", 6).award("active", "B"),
                process("open").bid("A", "disqualified", 5).bid("B", "valid", 6));

        assertThat(flag(findings, Group.OCID, "bad", "R036").reason()).contains("最低报价5 CNY");
        assertThat(of(findings, Group.OCID, "good")).doesNotContainKey("R036");
        assertThat(of(findings, Group.OCID, "open")).isEmpty();
    }

    @Test
    void aBuyerThatDisqualifiesFarMoreThanOthersIsFlagged() {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Compiled one = process("P" + i).buyer("B" + i).bid("T" + i, i == 7 ? "disqualified" : "valid", i + 1);
            for (int j = 0; j < 9; j++) {
                one.bid("T" + i, j == 0 ? "disqualified" : i == 7 ? "disqualified" : "valid", 10 * i + j + 20);
            }
            all.add(one.release());
        }

        Findings findings = judged(SETTINGS, all);

        assertThat(flag(findings, Group.BUYER, "B7", "R038").value()).isEqualTo(1);
        assertThat(flag(findings, Group.PROCURING_ENTITY, "B7-pe", "R038").reason())
                .contains("10/10", "100%");
        assertThat(meta(findings, "R038", "Buyer_upper_fence")).isCloseTo(0.1, within(1e-12));
        assertThat(findings.maps().getOrDefault("ocid_buyer_r038", Map.of())).containsKey("P0");
        assertThat(of(findings, Group.BUYER, "B0")).containsKey("R038"); // at the fence is over it
    }

    @Test
    void aSupplierOfManyClassesIsFlaggedOnlyWithEnoughProcesses() {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (int supplier = 0; supplier < 5; supplier++) {
                String code = (supplier == 4 ? 10 + i : 10 + supplier + i % 2) + "000000";
                all.add(process("P" + i + "-" + supplier)
                        .award("active", "S" + supplier, code)
                        .release());
            }
        }
        all.add(process("few")
                .award("active", "few", "11", "22", "33", "44", "55")
                .release());

        Findings findings = judged(SETTINGS, all);

        assertThat(flag(findings, Group.TENDERER, "S4", "R048").value()).isEqualTo(20);
        assertThat(of(findings, Group.TENDERER, "few")).isEmpty();
    }

    @Test
    void theSettingsFileChoosesIndicatorsAndValues() {
        FlagSettings settings = FlagSettings.read(List.of(
                "currency = EUR",
                "; a remark",
                "[R003]",
                "threshold = 30 # days",
                "[R003.procurement_method_details]",
                "emergency = 2",
                "[exclusions]",
                "procurement_method_details = lottery"));
        String from = "2026-03-01T00:00:00Z";

        Findings findings = judged(
                settings,
                List.of(
                        process("a")
                                .period(from, "2026-03-20T00:00:00Z")
                                .tenderers(1)
                                .release(),
                        process("b")
                                .period(from, "2026-03-05T00:00:00Z")
                                .tender("procurementMethodDetails", "emergency")
                                .release(),
                        process("c")
                                .period(from, "2026-03-02T00:00:00Z")
                                .tender("procurementMethodDetails", "lottery")
                                .release(),
                        process("d")
                                .period(from, "2026-03-02T00:00:00Z")
                                .tender("status", "cancelled")
                                .release()));

        assertThat(findings.found().getOrDefault(Group.OCID, Map.of())).containsOnlyKeys("a");
        assertThat(findings.meta()).isEmpty();
        assertThatThrownBy(() -> FlagSettings.read(List.of("[R003]", "treshold = 1")))
                .isInstanceOf(FlagSettings.Misread.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> FlagSettings.read(List.of("[R999]"))).hasMessageContaining("line 1");
        assertThatThrownBy(() -> FlagSettings.read(List.of("[R024]", "threshold = much")))
                .hasMessageContaining("must be a number");
    }

    @Property(tries = 60)
    void theOrderOfTheLinesChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<JsonNode> all = new ArrayList<>();
        String[] states = {"valid", "valid", "valid", "disqualified", "pending", "withdrawn"};
        for (int i = 0; i < 60; i++) {
            Compiled one = process("P" + i % 55) // some stand on two lines
                    .buyer("B" + random.nextInt(4))
                    .period("2026-03-01T00:00:00Z", "2026-03-" + (10 + random.nextInt(19)) + "T00:00:00Z")
                    .tender("procurementMethod", "open")
                    .tenderers(random.nextInt(3));
            for (int j = 0; j < random.nextInt(6); j++) {
                one.bid(
                        "T" + random.nextInt(8),
                        states[random.nextInt(states.length)],
                        random.nextInt(12),
                        random.nextInt(3) == 0 ? "USD" : "CNY");
            }
            one.award(random.nextInt(4) == 0 ? "pending" : "active", "T" + random.nextInt(8), random.nextInt(90) + "0");
            all.add(one.release());
        }
        Findings first = judged(SETTINGS, all);
        Collections.shuffle(all, random);
        Findings second = judged(SETTINGS, all);

        assertThat(second.found()).isEqualTo(first.found());
        assertThat(second.meta()).isEqualTo(first.meta());
        assertThat(second.maps()).isEqualTo(first.maps());
    }

    /** A settings file of Cardinal's init names R044; a release as its documentation describes it. */
    @Test
    void tenderersWithOneAddressOrContactAreFlaggedWhereAskedFor() {
        String street = "\"address\":{\"streetAddress\":\"%s\",\"locality\":\"明州\"}";
        String contact = "\"contactPoint\":{\"name\":\"%s\",\"telephone\":\"%s\"}";
        List<JsonNode> all = new ArrayList<>();
        add(all, "street", street.formatted("Road 1 "), street.formatted("road 1"));
        add(all, "streets", street.formatted("Road 1"), street.formatted("Road 2"));
        add(all, "telephone", contact.formatted("甲", "1"), contact.formatted("乙", "1"));
        add(all, "none", contact.formatted("甲", "1"), contact.formatted("乙", "2"));
        add(all, "town", "\"address\":{\"locality\":\"明州\"}", "\"address\":{\"locality\":\"明州\"}");

        Findings findings = judged(FlagSettings.read(List.of("[R044]")), all);

        assertThat(findings.found().get(Group.OCID)).containsOnlyKeys("street", "telephone");
        assertThat(findings.found().get(Group.TENDERER)).containsOnlyKeys("A", "B");
        assertThat(flag(findings, Group.OCID, "telephone", "R044").reason()).contains("电话相同");
        assertThat(judged(SETTINGS, all).found()).isEmpty();
    }

    private static void add(List<JsonNode> all, String ocid, String one, String two) {
        all.add(JsonMapper.shared()
                .readTree("{\"ocid\":\"" + ocid + "\",\"parties\":[{\"id\":\"A\",\"roles\":[\"tenderer\"]," + one
                        + "},{\"id\":\"B\",\"roles\":[\"supplier\",\"tenderer\"]," + two
                        + "},{\"id\":\"C\",\"roles\":[\"buyer\"]," + one + "}]}"));
    }
}
