package org.mingjian.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjian.spec.command.RecordLedger;
import org.mingjian.spec.store.SpecFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every named check has one record that passes it and one that fails it, in {@code rules/spec/checks.yaml}. */
class CheckRulesTest {

    private static final SpecFiles SPECS = SpecFiles.published();
    private static final Specification NATIONAL = SPECS.national();

    static Stream<JsonNode> rules() {
        JsonNode all =
                YAMLMapper.shared().readTree(CheckRulesTest.class.getResourceAsStream("/rules/spec/checks.yaml"));
        return StreamSupport.stream(all.spliterator(), false)
                .filter(rule -> !rule.path("check").asString().startsWith("message."));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void goodRecordPassesAndBadRecordFailsWithWordsThatExplain(JsonNode rule) {
        String id = rule.path("check").asString();

        Checked good = judged(rule.path("good"));
        Checked bad = judged(rule.path("bad"));

        assertThat(good.problems()).as("problems of the good record of " + id).isEmpty();
        assertThat(good.warnings()).as("good record of " + id).noneMatch(found -> found.rule()
                .equals(id));
        boolean blocks = rule.path("severity").asString().equals("problem");
        assertThat(blocks ? bad.problems() : bad.warnings())
                .as("bad record of " + id)
                .anySatisfy(found -> {
                    assertThat(found.rule()).isEqualTo(id);
                    assertThat(found.message()).hasSizeGreaterThan(8).doesNotContain("{");
                });
        assertThat(bad.ok()).isEqualTo(!blocks);
    }

    @Test
    void everyDatasetHasASampleThatPassesUnderEveryVersion() {
        for (Specification version : SPECS.versions()) {
            SampleRecords samples = new SampleRecords(version);
            for (Dataset dataset : version.datasets().values()) {
                Checked checked = SPECS.checksOf(version).check(samples.of(dataset, 1));

                assertThat(checked.problems())
                        .as(version.version() + " " + dataset.number())
                        .isEmpty();
            }
        }
    }

    @Test
    void everyMandatoryFieldIsMissedWhenItIsAbsent() {
        SampleRecords samples = new SampleRecords(NATIONAL);
        Checks checks = SPECS.checksOf(NATIONAL);
        for (Dataset dataset : NATIONAL.datasets().values()) {
            DataRecord sample = samples.of(dataset, 1);
            for (Field field : NATIONAL.fieldsOf(dataset)) {
                Map<String, String> fields = new LinkedHashMap<>(sample.fields());
                fields.remove(field.code());
                Checked checked = checks.check(with(sample, fields));

                assertThat(checked.problems().stream()
                                .anyMatch(found -> found.rule().equals("field.required")))
                        .as(dataset.number() + " " + field.code())
                        .isEqualTo(NATIONAL.asksFor(field));
            }
        }
    }

    private static Checked judged(JsonNode fixture) {
        DataRecord record = record(fixture);
        RecordLedger ledger = new RecordLedger(fixture.path("complete").asBoolean(false));
        for (JsonNode before : fixture.path("before")) {
            ledger.add(SPECS.crossChecks().standing(record(before)));
        }
        Checked alone = SPECS.checksOf(NATIONAL).check(record);
        return fixture.has("before") ? alone.and(SPECS.crossChecks().check(record, ledger)) : alone;
    }

    private static DataRecord record(JsonNode fixture) {
        Dataset dataset = NATIONAL.dataset(fixture.path("dataset").asString()).orElseThrow();
        JsonNode change = fixture.path("change");
        DataRecord sample =
                new SampleRecords(NATIONAL).of(dataset, change.path("@serial").asInt(1));
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        Map<String, String> withheld = new LinkedHashMap<>();
        change.path("@withheld")
                .properties()
                .forEach(entry -> withheld.put(entry.getKey(), entry.getValue().asString()));
        change.properties().stream()
                .filter(entry -> !entry.getKey().startsWith("@"))
                .forEach(entry ->
                        fields.put(entry.getKey(), value(entry.getValue().asString())));
        return new DataRecord(
                change.path("@dataset").asString(sample.dataset()),
                change.path("@table").asString(sample.table()),
                change.path("@key").asString(sample.key()),
                change.path("@op").asInt(sample.op()),
                change.path("@channel").asInt(sample.channel()),
                change.path("@sender").asString(sample.sender()),
                fields,
                withheld);
    }

    /** {@code @100+} is a text one longer than 100. */
    private static String value(String text) {
        return text.startsWith("@") ? "长".repeat(Integer.parseInt(text.substring(1, text.length() - 1)) + 1) : text;
    }

    private static DataRecord with(DataRecord record, Map<String, String> fields) {
        return new DataRecord(
                record.dataset(),
                record.table(),
                record.key(),
                record.op(),
                record.channel(),
                record.sender(),
                fields,
                record.withheld());
    }
}
