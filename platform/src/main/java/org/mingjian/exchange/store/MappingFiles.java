package org.mingjian.exchange.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingjian.exchange.domain.Crosswalks;
import org.mingjian.exchange.domain.Expression;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Specification;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The mapping packed under {@code rules/exchange/}; a name that the specification does not have stops the start. */
public final class MappingFiles {

    private MappingFiles() {}

    public static Mapping read(Specification specification) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        packed("crosswalks").properties().forEach(table -> tables.put(table.getKey(), texts(table.getValue())));
        Crosswalks crosswalks = new Crosswalks(tables);
        JsonNode file = packed("construction");
        Map<String, String> tail = texts(file.path("tail"));
        List<Mapping.Line> lines = new ArrayList<>();
        for (JsonNode node : file.path("records")) {
            lines.add(line(node, file.path("bases"), tail, specification, crosswalks));
        }
        return new Mapping(List.copyOf(lines), texts(file.path("unmapped")));
    }

    private static Mapping.Line line(
            JsonNode node,
            JsonNode bases,
            Map<String, String> tail,
            Specification specification,
            Crosswalks crosswalks) {
        String number = node.path("dataset").asString();
        Dataset dataset = specification
                .dataset(number)
                .orElseThrow(() -> new IllegalArgumentException("the mapping names the unknown dataset " + number));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.putAll(texts(bases.path(node.path("base").asString(""))));
        texts.putAll(texts(node.path("fields")));
        tail.forEach((field, text) -> {
            if (dataset.field(field).isPresent()) {
                texts.put(field, text);
            }
        });
        Map<String, String> gaps = texts(node.path("gaps"));
        List<String> withheld = new ArrayList<>();
        node.path("withheld").forEach(field -> withheld.add(field.asString()));
        Set<String> named = new HashSet<>(texts.keySet());
        named.addAll(gaps.keySet());
        named.addAll(withheld);
        named.removeIf(field -> dataset.field(field).isPresent());
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("the mapping of " + number + " names the unknown fields " + named);
        }
        Map<String, Expression> fields = new LinkedHashMap<>();
        texts.forEach((field, text) -> fields.put(field, Expression.of(text, crosswalks)));
        Set<String> on = new HashSet<>();
        node.path("on").forEach(kind -> on.add(kind.asString()));
        return new Mapping.Line(
                number,
                Set.copyOf(on),
                node.path("each").asString(""),
                node.path("join").asString(""),
                Expression.of(node.path("identity").asString(), crosswalks),
                fields,
                List.copyOf(withheld),
                gaps);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private static JsonNode packed(String name) {
        try (InputStream in = MappingFiles.class.getResourceAsStream("/rules/exchange/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("rules/exchange/" + name + ".yaml is not packed");
            }
            return YAMLMapper.shared().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read rules/exchange/" + name + ".yaml", unreadable);
        }
    }
}
