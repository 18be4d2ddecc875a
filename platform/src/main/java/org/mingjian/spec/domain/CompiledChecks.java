package org.mingjian.spec.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.spec.Checked;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.Level;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;

/** The checks of one version of the specification, made once into one object for each field. */
public final class CompiledChecks implements Checks {

    private final Specification version;
    private final Catalogue catalogue;
    private final Map<String, Compiled> datasets = new HashMap<>();

    private record Compiled(
            Dataset dataset, FieldCheck[] fields, boolean[] must, Set<String> known, RecordCheck record) {}

    public CompiledChecks(Specification version, Catalogue catalogue, Relations relations) {
        this.version = version;
        this.catalogue = catalogue;
        version.datasets().values().forEach(dataset -> datasets.put(dataset.number(), compiled(dataset, relations)));
    }

    private Compiled compiled(Dataset dataset, Relations relations) {
        List<Field> fields = dataset.fields();
        FieldCheck[] checks = new FieldCheck[fields.size()];
        boolean[] must = new boolean[fields.size()];
        Set<String> known = new HashSet<>();
        for (int i = 0; i < checks.length; i++) {
            Field field = fields.get(i);
            checks[i] = new FieldCheck(field, version.codeSets());
            // A dataset that only a province has is asked for as that province asks.
            must[i] = version.asksFor(field)
                    || dataset.level() == Level.PROVINCE && field.presence().must();
            known.add(field.code());
        }
        return new Compiled(
                dataset, checks, must, known, new RecordCheck(dataset, version.fieldsOf(dataset), relations));
    }

    @Override
    public Checked check(DataRecord record) {
        Findings out = record.channel() == DataRecord.TRIAL ? catalogue.trialFindings() : catalogue.findings();
        Compiled compiled = datasets.get(record.dataset());
        if (compiled == null) {
            out.add(Rule.HEADER_DATASET, "dataset", record.dataset(), version.version());
            return out.checked();
        }
        HeaderCheck.check(record, compiled.dataset(), out);
        if (compiled.dataset().level() == Level.PROVINCE && !version.levels().contains(Level.PROVINCE)) {
            out.add(
                    Rule.HEADER_PROVINCE,
                    "dataset",
                    record.dataset(),
                    compiled.dataset().name());
        }
        if (record.op() != DataRecord.DELETE) {
            fields(record, compiled, out);
            compiled.record().check(record, out);
        }
        return out.checked();
    }

    private static void fields(DataRecord record, Compiled compiled, Findings out) {
        Map<String, String> values = record.fields();
        int present = 0;
        FieldCheck[] checks = compiled.fields();
        for (int i = 0; i < checks.length; i++) {
            Field field = checks[i].field();
            @Nullable String value = values.get(field.code());
            present += value == null ? 0 : 1;
            boolean absent = value == null || value.isBlank();
            boolean withheld = !record.withheld().isEmpty() && record.withheld().containsKey(field.code());
            if (withheld) {
                withheld(field, record, absent, out);
            } else if (absent && compiled.must()[i]) {
                out.add(Rule.FIELD_REQUIRED, field, "", "");
            }
            if (value != null && !absent) {
                checks[i].check(value, out);
            }
        }
        if (present < values.size()) {
            values.keySet().stream()
                    .filter(name -> !compiled.known().contains(name))
                    .limit(20)
                    .forEach(name -> out.add(Rule.FIELD_UNKNOWN, shown(name), name, hint(name, compiled.dataset())));
        }
    }

    private static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    /** Only what is personal may be kept back, only with a reason, and only if it really is. */
    private static void withheld(Field field, DataRecord record, boolean absent, Findings out) {
        boolean reasoned = !record.withheld().getOrDefault(field.code(), "").isBlank();
        if (!field.is(Field.Trait.PERSONAL) || !reasoned || !absent) {
            String why = !absent ? "又填了值" : reasoned ? "不属于个人隐私字段" : "没有说明理由";
            out.add(Rule.FIELD_WITHHELD, field, "", why);
        }
    }

    /** The name that was probably meant: the misspelt ones of the specification are easily corrected by mistake. */
    private static String hint(String name, Dataset dataset) {
        for (Field field : dataset.fields()) {
            boolean same = field.code().equalsIgnoreCase(name);
            if (same || !field.misspelt().isEmpty() && near(field.code(), name)) {
                return "；是不是" + field.code() + (same ? "" : "（规范原文如此拼写）") + "？";
            }
        }
        return "";
    }

    /** The same but for at most two letters. */
    private static boolean near(String one, String two) {
        if (Math.abs(one.length() - two.length()) > 2 || two.length() > 60) {
            return false;
        }
        int[] row = new int[two.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = corner + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[two.length()] <= 2;
    }

    @Override
    public List<Problem> checkField(String dataset, String field, String value) {
        Compiled compiled = datasets.get(dataset);
        if (compiled == null || !compiled.known().contains(field)) {
            throw new IllegalArgumentException("no field " + field + " in dataset " + dataset);
        }
        Findings out = catalogue.findings();
        for (int i = 0; i < compiled.fields().length; i++) {
            FieldCheck check = compiled.fields()[i];
            if (!check.field().code().equals(field)) {
                continue;
            }
            if (!value.isBlank()) {
                check.check(value, out);
            } else if (compiled.must()[i]) {
                out.add(Rule.FIELD_REQUIRED, check.field(), "", "");
            }
        }
        Checked found = out.checked();
        List<Problem> all = new ArrayList<>(found.problems());
        all.addAll(found.warnings());
        return all;
    }
}
