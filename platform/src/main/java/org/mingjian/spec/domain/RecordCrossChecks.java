package org.mingjian.spec.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.spec.Checked;
import org.mingjian.spec.CrossChecks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.ReportedRecords;

/** A record beside those that stand reported. */
public final class RecordCrossChecks implements CrossChecks {

    private final Catalogue catalogue;
    private final Relations relations;
    private final Map<String, Dataset> datasets;

    public RecordCrossChecks(Catalogue catalogue, Relations relations, Map<String, Dataset> datasets) {
        this.catalogue = catalogue;
        this.relations = relations;
        this.datasets = datasets;
    }

    @Override
    public Checked check(DataRecord record, ReportedRecords reported) {
        Dataset dataset = datasets.get(record.dataset());
        if (dataset == null || record.key().isEmpty()) {
            return Checked.GOOD;
        }
        Findings out = catalogue.findings();
        Optional<Standing> before =
                reported.byKey(record.dataset(), record.key()).filter(found -> !found.deleted());
        switch (record.op()) {
            case DataRecord.INSERT -> {
                if (before.isPresent()) {
                    out.add(Rule.CROSS_KEY_TWICE, "key", record.key(), "");
                }
            }
            case DataRecord.UPDATE, DataRecord.DELETE -> missing(record, before, reported, out);
            default -> {}
        }
        before.filter(found -> !found.sender().isEmpty()
                        && !record.sender().isEmpty()
                        && !found.sender().equals(record.sender()))
                .ifPresent(found -> out.add(Rule.CROSS_SENDER, "key", record.key(), found.sender()));
        if (record.op() != DataRecord.DELETE) {
            codes(record, dataset, before, reported, out);
            parents(record, reported, out);
            repeated(record, reported, out);
        }
        return out.checked();
    }

    private static void missing(DataRecord record, Optional<Standing> before, ReportedRecords reported, Findings out) {
        if (before.isPresent()) {
            return;
        }
        boolean deleted = reported.byKey(record.dataset(), record.key()).isPresent();
        Rule rule = deleted || reported.complete() ? Rule.CROSS_KEY_MISSING : Rule.CROSS_KEY_UNSEEN;
        out.add(rule, "key", record.key(), record.op() == DataRecord.UPDATE ? "修改" : "删除");
    }

    private static void codes(
            DataRecord record, Dataset dataset, Optional<Standing> before, ReportedRecords reported, Findings out) {
        for (Field field : dataset.fields()) {
            String code = field.is(Field.Trait.UNIQUE) ? record.value(field.code()) : "";
            if (code.isEmpty()) {
                continue;
            }
            if (record.op() == DataRecord.UPDATE
                    && before.isPresent()
                    && !before.get().code().isEmpty()
                    && !before.get().code().equals(code)) {
                out.add(Rule.CROSS_CODE_CHANGED, field, code, before.get().code());
            }
            reported.byCode(record.dataset(), code)
                    .filter(other -> !other.key().equals(record.key()) && !other.deleted())
                    .ifPresent(other -> out.add(Rule.CROSS_CODE_TWICE, field, code, other.key()));
        }
    }

    private void parents(DataRecord record, ReportedRecords reported, Findings out) {
        for (Relations.Parent parent : relations.parents().getOrDefault(record.dataset(), List.of())) {
            Dataset of = datasets.get(parent.dataset());
            for (String code : codes(record, parent)) {
                if (of != null
                        && reported.byCode(parent.dataset(), code)
                                .filter(found -> !found.deleted())
                                .isEmpty()) {
                    Rule rule = reported.complete() ? Rule.CROSS_PARENT : Rule.CROSS_PARENT_UNSEEN;
                    out.add(rule, parent.field(), code, of.number() + of.name());
                }
            }
        }
    }

    private static String[] codes(DataRecord record, Relations.Parent parent) {
        String codes = record.value(parent.field());
        return codes.isEmpty() || codes.length() > 10_000 ? new String[0] : codes.split(";", -1);
    }

    @Override
    public List<Reference> references(DataRecord record) {
        List<Reference> references = new ArrayList<>();
        for (Relations.Parent parent : relations.parents().getOrDefault(record.dataset(), List.of())) {
            for (String code : codes(record, parent)) {
                references.add(new Reference(parent.dataset(), code));
            }
        }
        return references;
    }

    private void repeated(DataRecord record, ReportedRecords reported, Findings out) {
        String words = words(record);
        if (!words.isEmpty()) {
            reported.byWords(record.dataset(), words)
                    .filter(other -> !other.key().equals(record.key()) && !other.deleted())
                    .ifPresent(other -> out.add(Rule.CROSS_REPEATED, "key", record.key(), other.key()));
        }
    }

    @Override
    public Standing standing(DataRecord record) {
        Dataset dataset = datasets.get(record.dataset());
        String code = "";
        if (dataset != null) {
            for (Field field : dataset.fields()) {
                code = field.is(Field.Trait.UNIQUE) ? record.value(field.code()) : code;
            }
        }
        boolean deleted = record.op() == DataRecord.DELETE;
        return new Standing(record.dataset(), record.key(), record.sender(), code, words(record), deleted);
    }

    /** The descriptive words of a record as one text, empty when it has none. */
    private String words(DataRecord record) {
        List<String> names = relations.words().getOrDefault(record.dataset(), List.of());
        StringBuilder words = new StringBuilder();
        for (String name : names) {
            words.append(record.value(name)).append('\u0001');
        }
        return words.length() == names.size() ? "" : words.toString();
    }
}
