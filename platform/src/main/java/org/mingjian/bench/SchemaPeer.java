package org.mingjian.bench;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mingjian.spec.Checks;
import org.mingjian.spec.CodeSet;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.FieldForm;
import org.mingjian.spec.Specification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The specification as JSON schemas, one for each dataset, for a general validator: presence, length, digits, dates,
 * code sets and the shapes of codes. What a schema cannot say (check digits, dates in order, amounts with their unit,
 * codes that nest) is left out, so the validator has less to do than our checks.
 */
final class SchemaPeer {

    private static final String CREDIT = "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}";
    private static final String ORGAN = "[0-9A-Z]{8}-?[0-9A-Z]";
    private static final String DAY = "[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";
    private static final String PERSON = "[0-9]{6}" + DAY + "[0-9]{3}[0-9X]";

    private final Map<String, Schema> schemas = new HashMap<>();

    SchemaPeer(Specification version) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        version.datasets()
                .values()
                .forEach(dataset -> schemas.put(dataset.number(), registry.getSchema(schema(version, dataset))));
    }

    /** What was found. */
    record Speed(double ours, double validator) {}

    /** Records a second, checked by us and by the validator; both find nothing wrong with these, and what is wrong. */
    Speed measure(Checks checks, List<DataRecord> records, long nanos) {
        List<JsonNode> nodes = records.stream().map(SchemaPeer::node).toList();
        DataRecord wrong = wrong(records.getFirst());
        if (checks.check(wrong).ok() || errors(wrong.dataset(), node(wrong)) == 0) {
            throw new IllegalStateException("a wrong record was found good");
        }
        Runnable ours = () -> {
            for (DataRecord record : records) {
                if (!checks.check(record).ok()) {
                    throw new IllegalStateException("refused: " + checks.check(record));
                }
            }
        };
        Runnable validator = () -> {
            for (int n = 0; n < records.size(); n++) {
                if (errors(records.get(n).dataset(), nodes.get(n)) != 0) {
                    throw new IllegalStateException("the validator refused " + nodes.get(n));
                }
            }
        };
        rate(ours, records.size(), nanos / 2);
        rate(validator, records.size(), nanos / 2);
        return new Speed(rate(ours, records.size(), nanos), rate(validator, records.size(), nanos));
    }

    private static double rate(Runnable all, int records, long nanos) {
        long begin = System.nanoTime();
        long rounds = 0;
        while (System.nanoTime() - begin < nanos) {
            all.run();
            rounds++;
        }
        return rounds * records / ((System.nanoTime() - begin) / 1e9);
    }

    private int errors(String dataset, JsonNode record) {
        return java.util.Objects.requireNonNull(schemas.get(dataset))
                .validate(record)
                .size();
    }

    private static DataRecord wrong(DataRecord record) {
        Map<String, String> fields = new HashMap<>(record.fields());
        fields.put("DATA_TIMESTAMP", "昨天");
        return new DataRecord(
                record.dataset(),
                record.table(),
                record.key(),
                record.op(),
                record.channel(),
                record.sender(),
                fields,
                Map.of());
    }

    private static JsonNode node(DataRecord record) {
        return JsonMapper.shared().valueToTree(record);
    }

    private static JsonNode schema(Specification version, Dataset dataset) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        schema.put("type", "object");
        ObjectNode parts = schema.putObject("properties");
        parts.putObject("dataset").put("const", dataset.number());
        parts.putObject("table").put("type", "string");
        parts.putObject("key")
                .put("type", "string")
                .put("pattern", "^[0-9A-Z]{4}" + dataset.number() + DAY + "[0-9]+$");
        parts.putObject("op").put("type", "integer").put("minimum", 1).put("maximum", 3);
        parts.putObject("channel").put("type", "integer").put("minimum", 1).put("maximum", 2);
        parts.putObject("sender").put("type", "string").put("minLength", 4).put("maxLength", 4);
        parts.putObject("withheld").put("type", "object");
        required(schema, List.of("dataset", "key", "op", "channel", "sender", "fields"));
        ObjectNode fields = parts.putObject("fields");
        fields.put("type", "object").put("additionalProperties", false);
        ObjectNode values = fields.putObject("properties");
        List<String> asked = new ArrayList<>();
        for (Field field : dataset.fields()) {
            values.set(field.code(), value(version, field));
            if (version.asksFor(field)) {
                asked.add(field.code());
            }
        }
        required(fields, asked);
        return schema;
    }

    private static void required(ObjectNode schema, List<String> names) {
        ArrayNode required = schema.putArray("required");
        names.forEach(required::add);
    }

    private static ObjectNode value(Specification version, Field field) {
        ObjectNode value = JsonMapper.shared().createObjectNode().put("type", "string");
        switch (field.form()) {
            case FieldForm.Day day -> value.put("pattern", "^" + DAY + "$");
            case FieldForm.Time time -> value.put("pattern", "^" + DAY + "([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$");
            case FieldForm.Decimal number ->
                value.put(
                        "pattern", "^-?[0-9]{1," + (number.digits() - number.decimals()) + "}" + behind(number) + "$");
            case FieldForm.Text text -> text(version, field, text, value);
        }
        return value;
    }

    private static String behind(FieldForm.Decimal number) {
        return number.decimals() == 0 ? "" : "(\\.[0-9]{1," + number.decimals() + "})?";
    }

    private static void text(Specification version, Field field, FieldForm.Text text, ObjectNode value) {
        boolean many = field.content().many();
        if (!many && text.longest() < Integer.MAX_VALUE) {
            value.put("minLength", Math.max(1, text.shortest())).put("maxLength", text.longest());
        }
        CodeSet codes = version.codeSets().get(field.content().codes());
        String shape = codes != null && codes.known() && codes.complete()
                ? codes.values().keySet().stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"))
                        + (codes.prefix() > 0 ? ".*" : "")
                : shape(field.content().kind());
        if (!shape.isEmpty()) {
            value.put("pattern", many ? "^(" + shape + ")(;(" + shape + "))*$" : "^(" + shape + ")$");
        }
    }

    private static String shape(Field.Kind kind) {
        return switch (kind) {
            case PLAIN -> "";
            case CREDIT_CODE -> CREDIT;
            case PLATFORM_CODE -> "[A-Z][0-9]{10}";
            case TRADE_CODE -> "[A-Z][0-9]{2}-[0-9A-Z]{18}-[0-9]{8}-[0-9]{6}-[0-9A-Z]";
            case PROJECT_CODE -> "[A-Z][0-9]{16}";
            case TENDER_PROJECT_CODE -> "[A-Z][0-9]{19}";
            case SECTION_CODE -> "[A-Z][0-9]{22}";
            case REGION -> "[1-9][0-9]{5}";
            case INDUSTRY -> "[A-T][0-9]{2}";
            case ORGAN_CODE -> ORGAN;
            case BODY_CODE -> CREDIT + "|" + ORGAN;
            case ANY_CODE -> CREDIT + "|" + ORGAN + "|" + PERSON;
            case PERSON_CODE -> PERSON;
            case GUID -> "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
            case INVEST_CODE -> "[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}";
            case URL -> "https?://\\S+";
        };
    }
}
