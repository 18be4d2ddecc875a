package org.mingjian.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mingjian.rules.store.RuleFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every case written in a rule file is true, and every rule has cases on both sides of its bound. */
class RuleCasesTest {

    private static final Rules RULES = RuleFiles.published();

    @TestFactory
    Stream<DynamicTest> everyCaseOfEveryRuleIsTrue() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode rule : rules()) {
            String id = rule.get("rule").asString();
            RuleBook book = RULES.construction(LocalDate.parse(pinnedFor(rule)));
            for (JsonNode line : rule.get("cases")) {
                List<String> sides = List.of(line.asString().split(" → "));
                tests.add(DynamicTest.dynamicTest(id + ": " + line.asString(), () -> assertThat(
                                CaseLine.outcome(book, id, sides.get(0), between(rule)))
                        .isEqualTo(sides.get(1))));
            }
        }
        return tests.stream();
    }

    @Test
    void everyRuleHasACaseThatPassesAndOneThatDoesNot() throws IOException {
        for (JsonNode rule : rules()) {
            Set<Boolean> sides = new HashSet<>();
            rule.get("cases").forEach(line -> sides.add(line.asString().endsWith("→ accepted")));
            assertThat(sides).as(rule.get("rule").asString()).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void everyRuleOfTheConstructionTableIsThere() throws IOException {
        Set<String> ids = new HashSet<>();
        rules().forEach(rule -> ids.add(rule.get("rule").asString()));

        for (int number = 1; number <= 30; number++) {
            assertThat(ids).contains("G-T%02d".formatted(number));
        }
    }

    @Test
    void onlyRulesReadInTheLawItselfRefuse() {
        assertThat(RULES.construction(LocalDate.of(2026, 3, 1)).rules())
                .filteredOn(rule -> rule.onViolation() == OnViolation.REFUSE)
                .isNotEmpty()
                .allMatch(rule -> rule.certainty() == Certainty.ORIGINAL);
    }

    private static String pinnedFor(JsonNode rule) {
        String from = rule.get("from").asString();
        return from.compareTo("2026-01-01") > 0 ? from : "2026-01-01";
    }

    private static List<String> between(JsonNode rule) {
        if (!rule.has("between")) {
            return List.of();
        }
        return StreamSupport.stream(rule.get("between").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode file : read("trades.yaml").get("trades").get("construction")) {
            read("construction/" + file.asString() + ".yaml").forEach(rules::add);
        }
        return rules;
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = RuleCasesTest.class.getResourceAsStream("/rules/" + name)) {
            return new YAMLMapper().readTree(in);
        }
    }
}
