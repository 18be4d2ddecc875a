package org.mingjian.portal.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** 版本差异: what a later version of the structured terms says otherwise than the one before. */
public final class Differences {

    private static final int MAX_DEPTH = 6;

    /**
     * @param before empty for something new
     * @param after empty for something taken out
     */
    public record Difference(String label, String before, String after) {}

    private Differences() {}

    /** Only fields that the later version speaks of count; a clarification need not repeat the whole. */
    public static List<Difference> between(JsonNode before, JsonNode after) {
        Map<String, String> old = new LinkedHashMap<>();
        Map<String, String> now = new LinkedHashMap<>();
        flatten("", before, old, 0);
        flatten("", after, now, 0);
        List<Difference> found = new ArrayList<>();
        now.forEach((label, value) -> {
            String was = old.getOrDefault(label, "");
            if (!was.equals(value)) {
                found.add(new Difference(label, was, value));
            }
        });
        old.forEach((label, value) -> {
            boolean sameList =
                    label.contains(" › ") && now.keySet().stream().anyMatch(other -> other.startsWith(first(label)));
            if (sameList && !now.containsKey(label)) {
                found.add(new Difference(label, value, ""));
            }
        });
        return found;
    }

    private static String first(String label) {
        return label.substring(0, label.indexOf(" › ") + 3);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> out, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (String key : Labels.sorted(node.propertyNames())) {
            JsonNode value = node.path(key);
            String label = prefix + Labels.title(key);
            if (value.isObject()) {
                flatten(Labels.isTransparent(key) ? prefix : label + " › ", value, out, depth + 1);
            } else if (value.isArray()) {
                int number = 0;
                for (JsonNode item : value) {
                    number++;
                    if (item.isObject()) {
                        String name =
                                item.path("title").asString(item.path("name").asString(String.valueOf(number)));
                        flatten(label + " › " + name + " › ", item, out, depth + 1);
                    } else {
                        out.put(label + " › " + number, Sheets.line(key, item).value());
                    }
                }
            } else if (!value.isNull()) {
                out.put(label, Sheets.line(key, value).value());
            }
        }
    }
}
