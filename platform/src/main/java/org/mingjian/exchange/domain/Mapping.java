package org.mingjian.exchange.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From facts to records; {@code rules/exchange/construction.yaml}.
 *
 * @param unmapped datasets that are not built, with the reason
 */
public record Mapping(List<Line> lines, Map<String, String> unmapped) {

    public static final String PERSONAL = "个人隐私（运行管理办法 §5）";

    /**
     * One kind of record.
     *
     * @param on kinds of facts that make it
     * @param each path of a list, or empty
     * @param join path of a list whose items with the same {@code bid} are added, or empty
     * @param identity what makes two records the same one
     * @param gaps mandatory fields that no fact says, with the reason
     */
    public record Line(
            String dataset,
            Set<String> on,
            String each,
            String join,
            Expression identity,
            Map<String, Expression> fields,
            List<String> withheld,
            Map<String, String> gaps) {}

    /** A record as the facts give it; what of {@code gaps} stayed empty holds it. */
    public record Built(
            String dataset,
            String identity,
            Map<String, String> fields,
            Map<String, String> withheld,
            Map<String, String> gaps) {}

    /** The records that a fact of a kind makes, parents before children. */
    public List<Built> build(String kind, JsonNode context) {
        return lines.stream()
                .filter(line -> line.on().contains(kind))
                .flatMap(line -> build(line, context))
                .toList();
    }

    private static Stream<Built> build(Line line, JsonNode context) {
        if (line.each().isEmpty()) {
            return Stream.of(one(line, context));
        }
        return at(line.each(), context).valueStream().map(item -> {
            ObjectNode joined = (ObjectNode) item.deepCopy();
            at(line.join(), context)
                    .valueStream()
                    .filter(other -> other.path("bid").equals(item.path("bid")))
                    .forEach(other ->
                            other.properties().forEach(entry -> joined.putIfAbsent(entry.getKey(), entry.getValue())));
            ObjectNode with = ((ObjectNode) context).deepCopy();
            with.set("item", joined);
            return one(line, with);
        });
    }

    private static JsonNode at(String path, JsonNode context) {
        JsonNode node = context;
        for (String name : path.isEmpty() ? new String[] {" "} : path.split("\\.")) {
            node = node.path(name);
        }
        return node;
    }

    private static Built one(Line line, JsonNode context) {
        Map<String, String> fields = new LinkedHashMap<>();
        line.fields().forEach((field, expression) -> {
            String value = expression.in(context);
            if (!value.isEmpty()) {
                fields.put(field, value);
            }
        });
        Map<String, String> withheld = new LinkedHashMap<>();
        line.withheld().forEach(field -> withheld.put(field, PERSONAL));
        Map<String, String> gaps = new LinkedHashMap<>(line.gaps());
        gaps.keySet().removeAll(fields.keySet());
        return new Built(line.dataset(), line.identity().in(context), fields, withheld, gaps);
    }
}
