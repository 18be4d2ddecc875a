package org.mingjian.spec;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of the data specification.
 *
 * @param version such as {@code 2.0}
 * @param from first day in force, Asia/Shanghai
 * @param levels whose fields are asked for
 * @param basis the document
 * @param certainty what is not sure about it, in Chinese
 * @param datasets by number, in order
 * @param codeSets by id
 */
public record Specification(
        String version,
        String name,
        LocalDate from,
        Set<Level> levels,
        String basis,
        String certainty,
        Map<String, Dataset> datasets,
        Map<String, CodeSet> codeSets) {

    public Optional<Dataset> dataset(String number) {
        return Optional.ofNullable(datasets.get(number));
    }

    /** The fields of a dataset that this version has. */
    public List<Field> fieldsOf(Dataset dataset) {
        return dataset.fields().stream().filter(this::has).toList();
    }

    public boolean has(Field field) {
        return levels.contains(field.presence().level()) && !dropped(field);
    }

    /** Whether the field was given up before this version. */
    private boolean dropped(Field field) {
        String last = field.presence().until();
        return !last.isEmpty() && levels.contains(Level.PROVINCE);
    }

    /** Whether a record must have the field under this version; a condition is looked at by the record's checks. */
    public boolean asksFor(Field field) {
        return field.presence().must() && has(field);
    }
}
