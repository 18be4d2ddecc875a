package org.mingjian.spec.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mingjian.spec.DataRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads one record from one JSON text. Doubled keys, deep nesting, text behind the end and wrong types are refused. */
public final class RecordReading {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Beyond this no dataset has fields, and a text with more is an attack. */
    private static final int MOST_FIELDS = 2000;

    private RecordReading() {}

    /** What is wrong with a text; the message is Chinese. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }

        public String what() {
            return String.valueOf(getMessage());
        }
    }

    private static final class Parts {
        private final Map<String, String> head = new LinkedHashMap<>();
        private Map<String, String> fields = Map.of();
        private Map<String, String> withheld = Map.of();

        private String head(String name) {
            return head.getOrDefault(name, "");
        }
    }

    /** @param text a JSON object with {@code dataset}, {@code key}, {@code op}, {@code channel}, {@code fields} */
    public static DataRecord read(String text) throws Unreadable {
        try (JsonParser in = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("一行应为一个JSON对象{…}");
            }
            Parts parts = new Parts();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                part(in, parts);
            }
            if (in.nextToken() != null) {
                throw new Unreadable("对象之后还有别的内容");
            }
            return new DataRecord(
                    parts.head("dataset"),
                    parts.head("table"),
                    parts.head("key"),
                    whole(parts.head("op"), "op"),
                    whole(parts.head("channel"), "channel"),
                    parts.head("sender"),
                    parts.fields,
                    parts.withheld);
        } catch (JacksonException malformed) {
            throw new Unreadable(reason(malformed));
        }
    }

    private static void part(JsonParser in, Parts parts) throws Unreadable {
        String name = in.currentName();
        JsonToken token = in.nextToken();
        switch (name) {
            case "fields" -> parts.fields = values(in, token, name);
            case "withheld" -> parts.withheld = values(in, token, name);
            case "dataset", "table", "key", "op", "channel", "sender" -> parts.head.put(name, scalar(in, token, name));
            default -> in.skipChildren();
        }
    }

    private static Map<String, String> values(JsonParser in, JsonToken token, String name) throws Unreadable {
        if (token != JsonToken.START_OBJECT) {
            throw new Unreadable(name + "应为对象{…}");
        }
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(48);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            String value = scalar(in, in.nextToken(), name + "." + field);
            if (values.size() >= MOST_FIELDS) {
                throw new Unreadable(name + "里的字段太多");
            }
            values.put(field, value);
        }
        return values;
    }

    private static String scalar(JsonParser in, JsonToken token, String name) throws Unreadable {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getString();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "";
            default -> throw new Unreadable((name.length() > 80 ? name.substring(0, 80) : name) + "应为文字或数字");
        };
    }

    private static int whole(String value, String name) throws Unreadable {
        if (value.isEmpty()) {
            return 0;
        }
        if (value.length() > 3 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Unreadable(name + "应为数字");
        }
        return Integer.parseInt(value);
    }

    private static String reason(JacksonException malformed) {
        String what = String.valueOf(malformed.getOriginalMessage());
        if (what.contains("Duplicate")) {
            return "同一个名称出现两次（" + what.lines().findFirst().orElse("") + "）";
        }
        if (what.contains("nesting depth")) {
            return "嵌套太深";
        }
        if (what.startsWith("Unexpected end-of-input")) {
            return "没有写完就结束了；一行一条完整的记录，不能跨行";
        }
        var at = malformed.getLocation();
        String first = what.lines().findFirst().orElse("");
        String shown = first.length() > 120 ? first.substring(0, 120) : first;
        return "不是JSON" + (at == null ? "" : "，第" + at.getColumnNr() + "列") + "：" + shown;
    }
}
