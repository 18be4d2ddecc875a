package org.mingjian.opendata;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The constraints of the schemas of OCDS 1.1.5 and of the bid extension, all fields, as {@code
 * opendata/ocds-1.1.5.txt} holds them, made into JSON Schema draft-04 and judged by a validator that is not ours
 * (networknt), formats too. Like the standard's schema it lets fields pass that it does not name, so those of other
 * extensions; {@link OcdsSchema} is stricter there.
 */
final class OcdsStandard {

    static final OcdsStandard V115 = new OcdsStandard();

    /** A field of a definition: its type and its flags. */
    record Field(String type, List<String> flags) {

        boolean is(String flag) {
            return flags.contains(flag);
        }

        boolean isList() {
            return type.endsWith("[]") || type.startsWith("strings") || type.equals("uris");
        }

        /** The definition of the value or of the members of the list; empty for simple values. */
        String definition() {
            String last = type.substring(type.lastIndexOf('|') + 1).replace("[]", "");
            return Character.isUpperCase(last.charAt(0)) ? last : "";
        }
    }

    // BCP 47 as the standard has it: language, script, region, variants, extensions, private use.
    private static final String LANGUAGE = "([A-Za-z]{2,3}(-([A-Za-z]{3}(-[A-Za-z]{3}){0,2}))?|[A-Za-z]{4,8})";
    private static final String REST = "(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
            + "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-([0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+))*";
    private static final String PRIVATE = "x(-[A-Za-z0-9]{1,8})+";
    private static final String TAG = "(" + LANGUAGE + REST + "(-(" + PRIVATE + "))?|" + PRIVATE + ")";

    private final Map<String, Map<String, Field>> fields = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final ObjectNode definitions = JsonMapper.shared().createObjectNode();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_4,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private OcdsStandard() {
        String at = "";
        for (String line : lines()) {
            List<String> words = List.of(line.strip().split(" +"));
            if (line.startsWith("=")) {
                lists.computeIfAbsent(words.get(1), name -> new ArrayList<>()).addAll(words.subList(2, words.size()));
            } else if (!line.startsWith(" ")) {
                at = words.getFirst();
                if (!words.contains("+")) {
                    define(at, words);
                }
            } else if (words.getFirst().equals("~")) {
                translated(at, words.subList(1, words.size()));
            } else {
                field(at, words);
            }
        }
    }

    private static List<String> lines() {
        try (InputStream in = OcdsStandard.class.getResourceAsStream("/opendata/ocds-1.1.5.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void define(String name, List<String> words) {
        fields.put(name, new LinkedHashMap<>());
        ObjectNode definition = definitions.putObject(name).put("type", "object");
        if (words.size() > 2) {
            words.subList(2, words.size()).forEach(definition.withArray("required")::add);
        }
    }

    private void translated(String name, List<String> words) {
        for (String word : words) {
            types(
                    definitions.withObject("/" + name + "/patternProperties").putObject("^(" + word + "_" + TAG + ")$"),
                    "string",
                    "null");
        }
    }

    private void field(String name, List<String> words) {
        Field field = new Field(words.get(1), words.subList(2, words.size()));
        Objects.requireNonNull(fields.get(name)).put(words.getFirst(), field);
        ObjectNode schema = definitions.withObject("/" + name + "/properties").putObject(words.getFirst());
        if (field.type().contains("[]|")) {
            for (String one : field.type().split("\\|")) {
                list(schema.withArray("oneOf").addObject(), new Field(one, field.flags()));
            }
        } else if (field.isList()) {
            list(schema, field);
        } else if (!field.definition().isEmpty()) {
            schema.put("$ref", "#/definitions/" + field.definition());
        } else {
            simple(schema, field);
        }
    }

    private void list(ObjectNode schema, Field field) {
        types(schema, field.type().endsWith("?") ? new String[] {"array", "null"} : new String[] {"array"});
        ObjectNode items = schema.putObject("items");
        if (field.definition().isEmpty()) {
            items.put("type", "string");
            if (field.type().equals("uris")) {
                items.put("format", "uri");
            }
            codes(items, field);
        } else {
            items.put("$ref", "#/definitions/" + field.definition());
        }
        if (field.is("1+")) {
            schema.put("minItems", 1);
        }
        if (field.is("unique")) {
            schema.put("uniqueItems", true);
        }
    }

    private void simple(ObjectNode schema, Field field) {
        types(
                schema,
                switch (field.type()) {
                    case "string" -> new String[] {"string"};
                    case "text" -> new String[] {"string", "null"};
                    case "id" -> new String[] {"string", "integer"};
                    case "id?" -> new String[] {"string", "integer", "null"};
                    case "number?", "integer?", "boolean?", "object?" ->
                        new String[] {field.type().replace("?", ""), "null"};
                    default -> field.type().split("\\|");
                });
        codes(schema, field);
        if (field.is("1+")) {
            schema.put("minLength", 1);
        }
        if (field.is("time")) {
            schema.put("format", "date-time");
        }
        if (field.is("uri")) {
            schema.put("format", "uri");
        }
        if (field.is("version")) {
            schema.put("pattern", "^(\\d+\\.)(\\d+)$");
        }
    }

    private void codes(ObjectNode schema, Field field) {
        int in = field.flags().indexOf("in");
        if (in >= 0) {
            ArrayNode codes = schema.putArray("enum");
            Objects.requireNonNull(lists.get(field.flags().get(in + 1))).forEach(codes::add);
            if (field.type().equals("text")) {
                codes.addNull();
            }
        }
    }

    private static void types(ObjectNode schema, String... types) {
        if (types.length == 1) {
            schema.put("type", types[0]);
        } else {
            List.of(types).forEach(schema.withArray("type")::add);
        }
    }

    /** What the validator finds wrong with a Release, ReleasePackage, RecordPackage or another definition. */
    List<String> problems(String definition, JsonNode node) {
        return schemas.computeIfAbsent(definition, this::schema).validate(node).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema schema(String definition) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-04/schema#");
        schema.putArray("allOf").addObject().put("$ref", "#/definitions/" + definition);
        schema.set("definitions", definitions);
        return registry.getSchema(schema);
    }

    Map<String, Map<String, Field>> fields() {
        return fields;
    }
}
