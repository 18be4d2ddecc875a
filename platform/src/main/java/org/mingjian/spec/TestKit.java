package org.mingjian.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 测试包: for each dataset a record that passes and one that does not, with the check it fails. Whoever connects a system
 * sends both and compares the answers.
 */
public final class TestKit {

    /**
     * @param good passes every check of the version
     * @param bad the same but for one field
     * @param rule the check that {@code bad} fails
     * @param field the field it is about
     */
    public record Pair(DataRecord good, DataRecord bad, String rule, String field) {}

    private final Specification version;
    private final Checks checks;
    private final SampleRecords samples;

    public TestKit(Specification version, Checks checks) {
        this.version = version;
        this.checks = checks;
        this.samples = new SampleRecords(version);
    }

    /** The datasets that the version has. */
    public List<Dataset> datasets() {
        return version.datasets().values().stream()
                .filter(dataset -> version.levels().contains(dataset.level()))
                .toList();
    }

    /** @throws IllegalStateException when no change of the good record makes it fail */
    public Pair of(Dataset dataset) {
        DataRecord good = samples.of(dataset, 1);
        for (Field field : dataset.fields()) {
            if (version.asksFor(field)) {
                Optional<Pair> pair = pair(good, field, Optional.empty());
                if (pair.isPresent()) {
                    return pair.get();
                }
            }
        }
        for (Field field : dataset.fields()) {
            Optional<Pair> pair = pair(good, field, Optional.of("长".repeat(3000)));
            if (pair.isPresent()) {
                return pair.get();
            }
        }
        throw new IllegalStateException("nothing is asked of dataset " + dataset.number());
    }

    private Optional<Pair> pair(DataRecord good, Field field, Optional<String> value) {
        Map<String, String> fields = new LinkedHashMap<>(good.fields());
        value.ifPresentOrElse(text -> fields.put(field.code(), text), () -> fields.remove(field.code()));
        DataRecord bad = new DataRecord(
                good.dataset(),
                good.table(),
                good.key().substring(0, good.key().length() - 1) + "2",
                good.op(),
                good.channel(),
                good.sender(),
                fields,
                Map.of());
        return checks.check(bad).problems().stream()
                .filter(problem -> problem.field().equals(field.code()))
                .findFirst()
                .map(problem -> new Pair(good, bad, problem.rule(), field.code()));
    }
}
