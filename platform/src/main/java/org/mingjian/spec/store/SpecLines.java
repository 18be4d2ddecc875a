package org.mingjian.spec.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingjian.spec.CodeSet;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.FieldForm;
import org.mingjian.spec.Level;
import tools.jackson.databind.JsonNode;

/** Datasets, fields and code sets from their YAML; the format is described in {@code rules/spec/README.md}. */
final class SpecLines {

    private static final Set<String> FIELD_MEMBERS = Set.of(
            "field",
            "name",
            "form",
            "must",
            "mustWhen",
            "level",
            "until",
            "kind",
            "codes",
            "many",
            "unique",
            "repeat",
            "personal",
            "misspelt");

    private SpecLines() {}

    static Dataset dataset(String family, JsonNode node) {
        String number = need(node, "dataset", family);
        List<Field> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode line : node.path("fields")) {
            Field field = field(line, number);
            if (!seen.add(field.code())) {
                throw new IllegalArgumentException("dataset " + number + " has " + field.code() + " twice");
            }
            fields.add(field);
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("dataset " + number + " has no fields");
        }
        for (Field field : fields) {
            if (field.presence()
                    .when()
                    .filter(when -> !seen.contains(when.field()))
                    .isPresent()) {
                throw new IllegalArgumentException(number + " " + field.code() + " depends on no field of its dataset");
            }
        }
        boolean social = need(node, "open", number).equals("public");
        return new Dataset(
                number,
                need(node, "table", number),
                need(node, "name", number),
                node.path("misspelt").asString(""),
                family,
                level(need(node, "level", number)),
                social,
                List.copyOf(fields));
    }

    private static Field field(JsonNode line, String dataset) {
        String code = need(line, "field", dataset);
        String where = dataset + " " + code;
        for (String member : line.propertyNames()) {
            if (!FIELD_MEMBERS.contains(member)) {
                throw new IllegalArgumentException(where + " has the unknown member " + member);
            }
        }
        Field.Presence presence = new Field.Presence(
                line.path("must").asBoolean(false),
                condition(line.path("mustWhen").asString(""), where),
                level(need(line, "level", where)),
                line.path("until").asString(""));
        Field.Content content = new Field.Content(
                kind(line.path("kind").asString("plain"), where),
                line.path("codes").asString(""),
                line.path("many").asBoolean(false));
        Set<Field.Trait> traits = EnumSet.noneOf(Field.Trait.class);
        trait(line, "unique", Field.Trait.UNIQUE, traits);
        trait(line, "repeat", Field.Trait.DESCRIPTIVE, traits);
        trait(line, "personal", Field.Trait.PERSONAL, traits);
        return new Field(
                code,
                line.path("misspelt").asString(""),
                need(line, "name", where),
                form(need(line, "form", where), where),
                presence,
                content,
                Set.copyOf(traits));
    }

    private static void trait(JsonNode line, String member, Field.Trait trait, Set<Field.Trait> traits) {
        if (line.path(member).asBoolean(false)) {
            traits.add(trait);
        }
    }

    private static Optional<Field.Condition> condition(String text, String where) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(where + " has no condition such as RELATE_CODE=1: " + text);
        }
        return Optional.of(new Field.Condition(text.substring(0, equals), text.substring(equals + 1)));
    }

    private static Level level(String text) {
        return Level.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Field.Kind kind(String text, String where) {
        for (Field.Kind kind : Field.Kind.values()) {
            if (kind.name().replace("_", "").equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalArgumentException(where + " has the unknown kind " + text);
    }

    /** {@code text 17}, {@code text ..600}, {@code text}, {@code number 20.6}, {@code day} or {@code time}. */
    private static FieldForm form(String text, String where) {
        String[] words = text.split(" ", 2);
        String size = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "day" -> new FieldForm.Day();
            case "time" -> new FieldForm.Time();
            case "number" -> {
                int point = size.indexOf('.');
                int digits = Integer.parseInt(point < 0 ? size : size.substring(0, point));
                yield new FieldForm.Decimal(digits, point < 0 ? 0 : Integer.parseInt(size.substring(point + 1)));
            }
            case "text" -> {
                if (size.isEmpty()) {
                    yield new FieldForm.Text(0, Integer.MAX_VALUE);
                }
                boolean most = size.startsWith("..");
                int length = Integer.parseInt(most ? size.substring(2) : size);
                yield new FieldForm.Text(most ? 0 : length, length);
            }
            default -> throw new IllegalArgumentException(where + " has the unknown form " + text);
        };
    }

    static CodeSet codeSet(JsonNode node) {
        String id = need(node, "set", "codes.yaml");
        Map<String, String> values = new LinkedHashMap<>();
        node.path("values")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString()));
        return new CodeSet(
                id,
                need(node, "name", id),
                LocalDate.parse(need(node, "from", id)),
                need(node, "source", id),
                node.path("complete").asBoolean(true),
                node.path("prefix").asInt(0),
                java.util.Collections.unmodifiableMap(values));
    }

    static String need(JsonNode node, String member, String where) {
        JsonNode found = node.get(member);
        if (found == null || !found.isValueNode() || found.asString().isEmpty()) {
            throw new IllegalArgumentException(where + " lacks " + member);
        }
        return found.asString();
    }
}
