package org.mingjian.rules.store;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of one YAML mapping. Each is asked for once; one that nobody asked for is a mistake of the file. */
final class Fields {

    private final String where;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    Fields(String where, JsonNode node) {
        this.where = where;
        this.node = node;
        if (!node.isObject()) {
            throw mistake("is not a mapping");
        }
    }

    IllegalArgumentException mistake(String what) {
        return new IllegalArgumentException(where + " " + what);
    }

    Optional<JsonNode> find(String name) {
        asked.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    Optional<String> text(String name) {
        return find(name).map(value -> {
            if (!value.isValueNode()) {
                throw mistake("has no text in " + name);
            }
            return value.asString();
        });
    }

    String need(String name) {
        return text(name).orElseThrow(() -> mistake("lacks " + name));
    }

    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw mistake("has neither true nor false in " + name);
                })
                .orElse(false);
    }

    LocalDate date(String name) {
        return date(need(name), name);
    }

    Optional<LocalDate> findDate(String name) {
        return text(name).map(value -> date(value, name));
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            String spelled = constant.name().toLowerCase(Locale.ROOT).replace("_", "");
            if (spelled.equals(value.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw mistake("has the unknown value " + value);
    }

    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        find(name).ifPresent(array -> {
            if (!array.isArray()) {
                throw mistake("has no list in " + name);
            }
            array.forEach(value -> values.add(value.asString()));
        });
        return values;
    }

    Map<String, String> map(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        find(name).ifPresent(object -> object.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString())));
        return values;
    }

    /** Fails when the file has a field that nobody asked for. */
    void nothingElse() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                throw mistake("has the unknown field " + name);
            }
        }
    }

    private LocalDate date(String value, String name) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException wrong) {
            throw mistake("has no date in " + name + ": " + value);
        }
    }
}
