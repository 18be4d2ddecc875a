package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The keys of one object of a sheet. It hands out values with their path in every complaint, and remembers what was
 * asked for, so that a key nobody asked for can be named.
 *
 * <p>A decimal is a string; a whole number may also be a plain JSON number, which every JSON reader keeps exactly.
 */
final class Keys {
    private final String path;
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    Keys(String path, @Nullable JsonNode object) {
        if (object == null || !object.isObject()) {
            throw new InvalidSheet(
                    path.isEmpty() ? "sheet" : path, object == null ? "missing" : "must be an object {…}");
        }
        this.path = path;
        this.object = object;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        asked.add(key);
        return object.has(key);
    }

    Keys object(String key) {
        asked.add(key);
        return new Keys(path(key), object.get(key));
    }

    String text(String key) {
        JsonNode node = required(key);
        if (!node.isString() || node.stringValue().isBlank()) {
            throw new InvalidSheet(path(key), "must be a text");
        }
        if (node.stringValue().length() > 200) {
            throw new InvalidSheet(path(key), "longer than 200 characters");
        }
        return node.stringValue();
    }

    boolean flag(String key) {
        JsonNode node = required(key);
        if (!node.isBoolean()) {
            throw new InvalidSheet(path(key), "must be true or false");
        }
        return node.booleanValue();
    }

    /** One of the named choices. */
    <T> T choice(String key, java.util.Map<String, T> choices) {
        T chosen = choices.get(text(key));
        if (chosen == null) {
            throw new InvalidSheet(path(key), "must be one of " + new java.util.TreeSet<>(choices.keySet()));
        }
        return chosen;
    }

    BigDecimal decimal(String key) {
        return decimal(path(key), required(key));
    }

    Ratio ratio(String key) {
        return Ratio.of(decimal(key));
    }

    /** A decimal within [from, to]. */
    Ratio ratio(String key, String from, String to) {
        Ratio value = ratio(key);
        if (value.compareTo(Ratio.of(from)) < 0 || value.compareTo(Ratio.of(to)) > 0) {
            throw new InvalidSheet(path(key), "must be from " + from + " to " + to);
        }
        return value;
    }

    /** A decimal above zero. */
    Ratio positive(String key) {
        Ratio value = ratio(key);
        if (value.sign() <= 0) {
            throw new InvalidSheet(path(key), "must be above 0");
        }
        return value;
    }

    int whole(String key, int from, int to) {
        BigDecimal value = decimal(key).stripTrailingZeros();
        if (value.scale() > 0
                || value.compareTo(BigDecimal.valueOf(from)) < 0
                || value.compareTo(BigDecimal.valueOf(to)) > 0) {
            throw new InvalidSheet(path(key), "must be a whole number from " + from + " to " + to);
        }
        return value.intValueExact();
    }

    <T> Optional<T> optional(String key, Function<String, T> reader) {
        return has(key) ? Optional.of(reader.apply(key)) : Optional.empty();
    }

    /** Two decimals [lower, upper] in order. */
    List<Ratio> pair(String key) {
        List<JsonNode> nodes = array(key);
        if (nodes.size() != 2) {
            throw new InvalidSheet(path(key), "must be two decimals [low, high]");
        }
        Ratio low = Ratio.of(decimal(path(key) + "[0]", nodes.get(0)));
        Ratio high = Ratio.of(decimal(path(key) + "[1]", nodes.get(1)));
        if (low.compareTo(high) > 0) {
            throw new InvalidSheet(path(key), "the first must not be above the second");
        }
        return List.of(low, high);
    }

    List<JsonNode> array(String key) {
        JsonNode node = required(key);
        if (!node.isArray()) {
            throw new InvalidSheet(path(key), "must be a list […]");
        }
        return List.copyOf(node.values());
    }

    List<Keys> objects(String key) {
        List<JsonNode> nodes = array(key);
        var keys = new ArrayList<Keys>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            keys.add(new Keys(path(key) + "[" + i + "]", nodes.get(i)));
        }
        return keys;
    }

    JsonNode required(String key) {
        asked.add(key);
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            throw new InvalidSheet(path(key), "missing");
        }
        return node;
    }

    /** Complains about the first key nobody asked for. */
    void nothingElse() {
        for (String key : object.propertyNames()) {
            if (!asked.contains(key)) {
                throw new InvalidSheet(path(key), "unknown key");
            }
        }
    }

    /** Keys nobody asked for, provided they are among the known ones. */
    List<String> unused(Set<String> known) {
        var unused = new ArrayList<String>();
        for (String key : object.propertyNames()) {
            if (!asked.contains(key)) {
                if (!known.contains(key)) {
                    throw new InvalidSheet(path(key), "unknown key");
                }
                unused.add(key);
            }
        }
        return unused;
    }

    static BigDecimal decimal(String path, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return BigDecimal.valueOf(node.longValue());
        }
        if (node.isNumber()) {
            throw new InvalidSheet(path, "write the number as a string, as \"0.97\"");
        }
        if (!node.isString()) {
            throw new InvalidSheet(path, "must be a decimal string, as \"0.97\"");
        }
        return Decimals.parse(node.stringValue())
                .orElseThrow(() -> new InvalidSheet(
                        path, "not a decimal: digits and a point only, at most 18 before and 12 behind it"));
    }
}
