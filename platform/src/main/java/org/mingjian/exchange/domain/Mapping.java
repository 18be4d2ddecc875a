package org.mingjian.exchange.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mingjian.facts.Secrecy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From facts to records; {@code rules/exchange/*.yaml}.
 *
 * @param unmapped datasets that are not built, with the reason
 */
public record Mapping(List<Family> families, Map<String, String> unmapped) {

    /**
     * The records of one kind of streams.
     *
     * @param stream how their names begin, {@code trade:}
     */
    public record Family(String stream, Memory memory, List<Line> lines) {

        /** The records that a fact of a kind makes, parents before children. */
        public List<Built> build(String kind, Secrecy secrecy, JsonNode context) {
            return lines.stream()
                    .filter(line -> line.trigger().fires(kind, secrecy, context))
                    .flatMap(line -> Mapping.build(line, context))
                    .toList();
        }

        /** Whether a fact of this kind is remembered or makes records. */
        public boolean wants(String kind) {
            return memory.names().containsKey(kind)
                    || lines.stream().anyMatch(line -> line.trigger().on().contains(kind));
        }
    }

    /**
     * What is kept of earlier facts of a stream.
     *
     * @param names under which name the newest fact of a kind stands
     * @param kept how secret a fact may be whose content is kept; of others only that they happened
     * @param dropped members of the facts that are never looked at
     * @param needs path without which no record is made, or empty
     * @param trade path of the code of the trade that it is about, or empty
     */
    public record Memory(
            Map<String, String> names, Set<Secrecy> kept, Set<String> dropped, String needs, String trade) {}

    /**
     * When a record is made.
     *
     * @param on kinds of facts that make it
     * @param from how secret such a fact may be
     * @param when values that paths must have; of a list, that it must hold
     * @param gone whether the fact takes the record away 操作 3
     */
    public record Trigger(Set<String> on, Set<Secrecy> from, Map<String, Set<String>> when, boolean gone) {

        boolean fires(String kind, Secrecy secrecy, JsonNode context) {
            return on.contains(kind)
                    && from.contains(secrecy)
                    && when.entrySet().stream()
                            .allMatch(entry -> isOneOf(at(entry.getKey(), context), entry.getValue()));
        }

        private static boolean isOneOf(JsonNode value, Set<String> wanted) {
            return value.isArray()
                    ? value.valueStream().anyMatch(one -> wanted.contains(one.asString("")))
                    : wanted.contains(value.asString(""));
        }
    }

    /**
     * What a record is made of.
     *
     * @param each path of a list, or empty; a plain text stands as its {@code value}, {@code main} is 1 for the first
     * @param join path of a list whose items with the same {@code bid} are added, or empty
     */
    public record Items(String each, String join) {}

    /**
     * One kind of record.
     *
     * @param identity what makes two records the same one
     * @param withheld fields kept back, with the reason
     * @param gaps mandatory fields that no fact says, with the reason
     */
    public record Line(
            String dataset,
            Trigger trigger,
            Items items,
            Expression identity,
            Map<String, Expression> fields,
            Map<String, String> withheld,
            Map<String, String> gaps) {}

    /**
     * A record as the facts give it; what of {@code gaps} stayed empty holds it.
     *
     * @param gone whether it is taken away
     */
    public record Built(
            String dataset,
            String identity,
            Map<String, String> fields,
            Map<String, String> withheld,
            Map<String, String> gaps,
            boolean gone) {}

    /** The family of a stream. */
    public Optional<Family> of(String stream) {
        return families.stream()
                .filter(family -> stream.startsWith(family.stream()))
                .findFirst();
    }

    /** The value at a path of names. */
    public static JsonNode at(String path, JsonNode context) {
        JsonNode node = context;
        for (String name : path.isEmpty() ? new String[] {" "} : path.split("\\.")) {
            node = node.path(name);
        }
        return node;
    }

    private static Stream<Built> build(Line line, JsonNode context) {
        if (line.items().each().isEmpty()) {
            return Stream.of(one(line, context));
        }
        JsonNode list = at(line.items().each(), context);
        return IntStream.range(0, list.size()).mapToObj(place -> {
            ObjectNode with = ((ObjectNode) context).deepCopy();
            with.set("item", item(list.path(place), place, at(line.items().join(), context)));
            return one(line, with);
        });
    }

    /** A plain text of a list stands as its value, with whether it is the first. */
    private static JsonNode item(JsonNode item, int place, JsonNode others) {
        if (!(item.deepCopy() instanceof ObjectNode joined)) {
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("value", item.asString(""))
                    .put("main", place == 0 ? "1" : "0");
        }
        others.valueStream()
                .filter(other -> other.path("bid").equals(item.path("bid")))
                .forEach(other ->
                        other.properties().forEach(entry -> joined.putIfAbsent(entry.getKey(), entry.getValue())));
        return joined;
    }

    private static Built one(Line line, JsonNode context) {
        boolean gone = line.trigger().gone();
        Map<String, String> fields = new LinkedHashMap<>();
        if (!gone) {
            line.fields().forEach((field, expression) -> {
                String value = expression.in(context);
                if (!value.isEmpty()) {
                    fields.put(field, value);
                }
            });
        }
        Map<String, String> gaps = new LinkedHashMap<>(line.gaps());
        gaps.keySet().removeAll(fields.keySet());
        return new Built(
                line.dataset(),
                line.identity().in(context),
                fields,
                gone ? Map.of() : line.withheld(),
                gone ? Map.of() : gaps,
                gone);
    }
}
