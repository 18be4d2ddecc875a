package org.mingjian.opendata;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.opendata.OcdsStandard.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Releases of one process made into a compiled release by the standard's routine, so that ours can be compared.
 *
 * @see <a href="https://standard.open-contracting.org/1.1/en/schema/merging/">Merging</a>
 */
final class OcdsMerge {

    private OcdsMerge() {}

    static ObjectNode compiled(List<? extends JsonNode> releases) {
        List<? extends JsonNode> sorted = releases.stream()
                .sorted(Comparator.comparing(
                        release -> release.path("date").asString())) // as texts, like the reference implementation
                .toList();
        ObjectNode output = JsonMapper.shared().createObjectNode();
        for (JsonNode release : sorted) {
            ObjectNode input = (ObjectNode) release.deepCopy();
            fields("Release").forEach((name, field) -> {
                if (field.is("omit")) {
                    input.remove(name);
                }
            });
            object("Release", output, input);
        }
        String date = sorted.getLast().path("date").asString();
        output.put("id", output.path("ocid").asString() + "-" + date).put("date", date);
        output.putArray("tag").add("compiled");
        return output;
    }

    private static Map<String, Field> fields(String definition) {
        return OcdsStandard.V115.fields().getOrDefault(definition, Map.of());
    }

    private static void object(String definition, ObjectNode output, ObjectNode input) {
        input.propertyStream().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            Optional<Field> field = Optional.ofNullable(fields(definition).get(name));
            String inner = field.map(Field::definition).orElse("");
            if (value.isNull()) {
                output.remove(name);
            } else if (!output.has(name)) {
                output.set(name, value);
            } else if (value instanceof ObjectNode object && output.path(name) instanceof ObjectNode before) {
                object(inner, before, object);
            } else if (value instanceof ArrayNode array
                    && output.path(name) instanceof ArrayNode before
                    && !isWhole(field, inner, array)) {
                identified(inner, before, array);
            } else {
                output.set(name, value);
            }
        });
    }

    private static boolean isWhole(Optional<Field> field, String inner, ArrayNode input) {
        return input.valueStream().anyMatch(one -> !one.isObject())
                || field.isPresent() && inner.isEmpty()
                || field.isPresent() && field.get().is("whole")
                || !inner.isEmpty() && !fields(inner).containsKey("id");
    }

    private static void identified(String inner, ArrayNode output, ArrayNode input) {
        for (JsonNode one : input) {
            output.valueStream()
                    .filter(known -> one.has("id") && known.path("id").equals(one.path("id")))
                    .findFirst()
                    .ifPresentOrElse(
                            known -> object(inner, (ObjectNode) known, (ObjectNode) one), () -> output.add(one));
        }
    }
}
