package org.mingjian.spec.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.domain.Relations;
import tools.jackson.databind.JsonNode;

/** How fields belong together, from {@code rules/spec/relations.yaml}. Every field it names must exist. */
final class RelationLines {

    private final Map<String, Dataset> datasets;

    private RelationLines(Map<String, Dataset> datasets) {
        this.datasets = datasets;
    }

    static Relations read(JsonNode file, Map<String, Dataset> datasets) {
        RelationLines lines = new RelationLines(datasets);
        return new Relations(
                lines.byDataset(
                        file.path("orders"),
                        (number, node) -> new Relations.Order(
                                lines.field(number, node.path(0).asString()),
                                lines.field(number, node.path(1).asString()))),
                lines.byDataset(file.path("periods"), lines::period),
                lines.byDataset(file.path("amounts"), lines::amount),
                lines.byDataset(
                        file.path("counts"),
                        (number, node) -> new Relations.Count(
                                lines.field(number, node.path(0).asString()),
                                lines.field(number, node.path(1).asString()))),
                lines.parents(file.path("parents")),
                lines.byDataset(file.path("words"), (number, node) -> lines.field(number, node.asString())));
    }

    private interface Line<T> {
        T of(String dataset, JsonNode node);
    }

    private <T> Map<String, List<T>> byDataset(JsonNode node, Line<T> line) {
        Map<String, List<T>> all = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            List<T> lines = new ArrayList<>();
            entry.getValue().forEach(item -> lines.add(line.of(entry.getKey(), item)));
            all.put(entry.getKey(), List.copyOf(lines));
        }
        return all;
    }

    private Relations.Period period(String number, JsonNode node) {
        Map<String, String> only = new HashMap<>();
        node.path("only")
                .properties()
                .forEach(entry ->
                        only.put(field(number, entry.getKey()), entry.getValue().asString()));
        return new Relations.Period(
                field(number, SpecLines.need(node, "from", number)),
                field(number, SpecLines.need(node, "to", number)),
                node.path("days").asInt(),
                only,
                SpecLines.need(node, "basis", number));
    }

    private Relations.Amount amount(String number, JsonNode node) {
        Function<String, String> optional = member -> {
            String name = node.path(member).asString("");
            return name.isEmpty() ? "" : field(number, name);
        };
        return new Relations.Amount(
                field(number, SpecLines.need(node, "amount", number)),
                optional.apply("currency"),
                optional.apply("unit"),
                optional.apply("other"),
                node.path("ceiling").asBoolean(false));
    }

    /** {@code FIELD: [parent dataset, child datasets…]}. */
    private Map<String, List<Relations.Parent>> parents(JsonNode node) {
        Map<String, List<Relations.Parent>> all = new HashMap<>();
        for (JsonNode line : node) {
            String parent = SpecLines.need(line, "of", "parents");
            for (JsonNode child : line.path("datasets")) {
                String number = child.asString();
                String field = field(number, SpecLines.need(line, "field", parent));
                all.computeIfAbsent(number, none -> new ArrayList<>()).add(new Relations.Parent(field, parent));
            }
        }
        return all;
    }

    private String field(String number, String field) {
        Dataset dataset = datasets.get(number);
        if (dataset == null || dataset.field(field).isEmpty()) {
            throw new IllegalArgumentException("relations.yaml names the unknown field " + number + " " + field);
        }
        return field;
    }
}
