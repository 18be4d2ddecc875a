package org.mingjian.opendata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OCDS 1.1 in short: {@code opendata/ocds-1.1.json} names the fields of the standard that we use, with type, form and
 * closed lists, and refuses every other, so that a misspelt field is a mistake and not an addition.
 */
final class OcdsSchema {

    private static final JsonNode TYPES = read();

    private final List<String> problems = new ArrayList<>();

    private OcdsSchema() {}

    private static JsonNode read() {
        try (InputStream in = OcdsSchema.class.getResourceAsStream("/opendata/ocds-1.1.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> problems(String type, JsonNode node) {
        OcdsSchema schema = new OcdsSchema();
        schema.object(type, node, type);
        return schema.problems;
    }

    private void object(String type, JsonNode node, String at) {
        JsonNode fields = TYPES.path(type);
        if (!node.isObject()) {
            problems.add(at + " is no object");
            return;
        }
        for (JsonNode must : fields.path("required")) {
            if (!node.has(must.asString())) {
                problems.add(at + " lacks " + must.asString());
            }
        }
        node.propertyStream().forEach(field -> {
            JsonNode form = fields.path("fields").path(field.getKey());
            if (form.isMissingNode()) {
                problems.add(at + " has the unknown field " + field.getKey());
            } else {
                value(form.asString(), field.getValue(), at + "/" + field.getKey());
            }
        });
    }

    private void value(String form, JsonNode node, String at) {
        if (form.endsWith("[]") || form.endsWith("[1]")) {
            if (!node.isArray() || form.endsWith("[1]") && node.isEmpty()) {
                problems.add(at + " is no list" + (form.endsWith("[1]") ? " with a member" : ""));
                return;
            }
            String inner = form.substring(0, form.lastIndexOf('['));
            for (int i = 0; i < node.size(); i++) {
                value(inner, node.path(i), at + "/" + i);
            }
            return;
        }
        boolean good =
                switch (form) {
                    case "text" -> node.isString() && !node.asString().isEmpty();
                    case "number" -> node.isNumber();
                    case "whole" -> node.isIntegralNumber();
                    case "time" -> node.isString() && isTime(node.asString());
                    case "uri" -> node.isString() && isUri(node.asString());
                    default -> {
                        if (form.contains("|")) {
                            yield node.isString() && List.of(form.split("\\|")).contains(node.asString());
                        }
                        object(form, node, at);
                        yield true;
                    }
                };
        if (!good) {
            problems.add(at + " is no " + form + ": " + node);
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
