package org.mingjian.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * RFC 8785 canonical form of a JSON tree, restricted to what facts may contain: whole numbers within ±2^53−1 (every
 * other number is a decimal string), strings, booleans, nulls, arrays, objects with keys sorted by UTF-16 code units.
 */
public final class CanonicalJson {

    private static final long MAX_SAFE = (1L << 53) - 1;

    private CanonicalJson() {}

    /** @throws IllegalArgumentException when the tree holds a fraction, a number beyond ±2^53−1, or a lone surrogate */
    public static byte[] bytes(JsonNode node) {
        StringBuilder out = new StringBuilder(256);
        write(node, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> writeArray(node, out);
            case STRING -> writeString(node.stringValue(), out);
            case NUMBER -> writeNumber(node, out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        out.append('{');
        boolean first = true;
        for (var entry : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            writeString(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
        }
        out.append('}');
    }

    private static void writeArray(JsonNode node, StringBuilder out) {
        out.append('[');
        Iterator<JsonNode> items = node.iterator();
        while (items.hasNext()) {
            write(items.next(), out);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void writeNumber(JsonNode node, StringBuilder out) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new IllegalArgumentException("numbers in facts are whole; write decimals as strings: " + node);
        }
        long value = node.longValue();
        if (value > MAX_SAFE || value < -MAX_SAFE) {
            throw new IllegalArgumentException("number beyond 2^53-1: " + value);
        }
        out.append(value);
    }

    /**
     * Writes one string with its quotes, for those who write a canonical object of their own.
     *
     * @throws IllegalArgumentException when it holds a lone surrogate
     */
    public static void writeString(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                requirePair(text, i);
                i++;
            } else if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, plain, i);
                plain = i + 1;
                escape(c, out);
            }
        }
        if (plain == 0) {
            out.append(text);
        } else {
            out.append(text, plain, text.length());
        }
        out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }

    private static void requirePair(String text, int i) {
        boolean pair = Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
            throw new IllegalArgumentException("lone surrogate in a string");
        }
    }
}
