package org.mingjian.rules.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjian.rules.CaseLine.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.rules.Verdict;
import org.mingjian.rules.domain.Rule;
import org.mingjian.rules.domain.RuleVersions;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RuleFilesTest {

    private static final String LINE = """
            rule: X-1
            title: 例
            shape: atLeast
            between: [a, b]
            value: 20 days
            from: 2020-01-01
            basis: 某法 §1
            says: 例。
            certainty: 原
            onViolation: refuse
            cases: []
            """;

    @Test
    void everyFileInTheFolderIsListed() throws IOException {
        List<String> packed = new ArrayList<>();
        try (var files = Files.list(Path.of("../rules/calendar"))) {
            files.forEach(file -> packed.add(file.getFileName().toString().replace(".yaml", "")));
        }

        assertThat(RuleFiles.published().calendar().years())
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(packed);
    }

    @Test
    void twoVersionsOnOneDateAreRefused() {
        List<Rule> overlap = List.of(rule("2020-01-01", "2022-01-01"), rule("2021-12-31", ""));

        assertThatThrownBy(() -> new RuleVersions(overlap)).hasMessageContaining("two versions");
        assertThatThrownBy(() -> new RuleVersions(List.of(rule("2020-01-01", ""), rule("2021-01-01", ""))))
                .hasMessageContaining("two versions");
    }

    @Test
    void aGapBetweenVersionsIsRefused() {
        List<Rule> gap = List.of(rule("2020-01-01", "2022-01-01"), rule("2022-01-02", ""));

        assertThatThrownBy(() -> new RuleVersions(gap)).hasMessageContaining("gap");
    }

    @Test
    void theVersionOfTheDateIsChosenAtTheBoundary() {
        RuleVersions versions = new RuleVersions(List.of(rule("2020-01-01", "2022-01-01"), rule("2022-01-01", "")));

        assertThat(versions.on(LocalDate.of(2021, 12, 31)).get(0).validity().to())
                .isNotNull();
        assertThat(versions.on(LocalDate.of(2022, 1, 1)).get(0).validity().to()).isNull();
        assertThat(versions.on(LocalDate.of(2019, 12, 31))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value: 20",
                "value: 20 weeks",
                "value: -1 days",
                "shape: around",
                "between: [a]",
                "certainty: 猜",
                "from: yesterday",
                "to: 2019-01-01",
                "onViolation: shout",
                "tender: some",
                "certainty: 知", // may not refuse
                "colour: red"
            })
    void aBadLineIsRefused(String change) {
        ObjectNode line = (ObjectNode) new YAMLMapper().readTree(LINE);
        line.setAll((ObjectNode) new YAMLMapper().readTree(change));

        assertThatThrownBy(() -> RuleLines.read(new Fields("test", line))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueThatIsNotCertainMayBeChanged(@TempDir Path folder) throws IOException {
        RuleBook book = overridden(folder, "- {trade: construction, rule: G-T30, value: 7 days, reason: 省厅口径}");

        assertThat(book.check("G-T30", at("2026-03-16"), at("2026-03-23")).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(book.check("G-T30", at("2026-03-16"), at("2026-03-24")).verdict())
                .isEqualTo(Verdict.VIOLATION);
    }

    @Test
    void theReadingOfALastDayMayBeChanged(@TempDir Path folder) throws IOException {
        RuleBook book = overridden(folder, "- {trade: construction, rule: G-T15, lastDay: restDay, reason: 省规定顺延}");

        // Thursday and three days is Sunday, so the publicity ends on Monday.
        assertThat(book.check("G-T15", at("2026-03-26"), at("2026-03-29")).warns())
                .isTrue();
        assertThat(book.check("G-T15", at("2026-03-26"), at("2026-03-30")).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {trade: construction, rule: G-T01, value: 10 days, reason: x}", // the law's own value
                "- {trade: construction, rule: G-T30, value: 5 working days, reason: x}", // another unit
                "- {trade: construction, rule: G-T99, value: 5 days, reason: x}",
                "- {trade: construction, rule: G-T30, value: 7 days}", // no reason
                "- {trade: construction, rule: G-T30, onViolation: refuse, reason: x}",
                "- {trade: construction, rule: G-T10, lastDay: none, reason: x}"
            })
    void anOverrideThatGoesTooFarIsRefused(String line, @TempDir Path folder) {
        assertThatThrownBy(() -> overridden(folder, line)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RuleBook overridden(Path folder, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("overrides.yaml"), lines);
        Rules rules = RuleFiles.overriddenBy(file);
        return rules.construction(LocalDate.of(2026, 3, 1));
    }

    private static Rule rule(String from, String to) {
        ObjectNode line = (ObjectNode) new YAMLMapper().readTree(LINE);
        line.put("from", from);
        if (!to.isEmpty()) {
            line.put("to", to);
        }
        return RuleLines.read(new Fields("test", line));
    }
}
