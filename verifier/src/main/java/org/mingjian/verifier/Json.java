package org.mingjian.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A JSON value, with its RFC 8785 canonical form. */
sealed interface Json {

    Pattern COUNT = Pattern.compile("0|[1-9]\\d{0,17}");
    Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,15}");

    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        Json need(String name) throws Unreadable {
            Json value = members.get(name);
            if (value == null) {
                throw new Unreadable("\"" + name + "\" is missing");
            }
            return value;
        }

        String text(String name) throws Unreadable {
            if (need(name) instanceof Text text) {
                return text.value();
            }
            throw new Unreadable("\"" + name + "\" is not a string");
        }

        /** A whole number that is not negative. */
        long count(String name) throws Unreadable {
            if (need(name) instanceof Num number
                    && COUNT.matcher(number.digits()).matches()) {
                return Long.parseLong(number.digits());
            }
            throw new Unreadable("\"" + name + "\" is not a whole number from 0");
        }

        Obj object(String name) throws Unreadable {
            if (need(name) instanceof Obj object) {
                return object;
            }
            throw new Unreadable("\"" + name + "\" is not an object");
        }

        List<Json> list(String name) throws Unreadable {
            if (need(name) instanceof Arr array) {
                return array.items();
            }
            throw new Unreadable("\"" + name + "\" is not an array");
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Text(String value) implements Json {}

    /** A number as it was written. */
    record Num(String digits) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /** UTF-8 bytes of the canonical form; facts hold whole numbers within ±2^53−1 only. */
    default byte[] canonical() throws Unreadable {
        return canonicalText(false).getBytes(StandardCharsets.UTF_8);
    }

    /** @param spaced with one space after each comma and colon, which is not RFC 8785 but as many programs write */
    default String canonicalText(boolean spaced) throws Unreadable {
        StringBuilder out = new StringBuilder();
        write(this, out, spaced ? ", " : ",", spaced ? ": " : ":");
        return out.toString();
    }

    private static void write(Json json, StringBuilder out, String comma, String colon) throws Unreadable {
        switch (json) {
            case Obj object -> {
                out.append('{');
                String before = "";
                for (Map.Entry<String, Json> member : new TreeMap<>(object.members()).entrySet()) {
                    out.append(before);
                    quote(member.getKey(), out);
                    out.append(colon);
                    write(member.getValue(), out, comma, colon);
                    before = comma;
                }
                out.append('}');
            }
            case Arr array -> {
                out.append('[');
                String before = "";
                for (Json item : array.items()) {
                    out.append(before);
                    write(item, out, comma, colon);
                    before = comma;
                }
                out.append(']');
            }
            case Text text -> quote(text.value(), out);
            case Num number -> out.append(whole(number.digits()));
            case Bool bool -> out.append(bool.value());
            case Null nothing -> out.append("null");
        }
    }

    private static String whole(String digits) throws Unreadable {
        boolean whole = WHOLE.matcher(digits).matches();
        if (!whole || Math.abs(Long.parseLong(digits)) >= 1L << 53) {
            throw new Unreadable("the number " + digits + " has no place in a fact; decimals are strings");
        }
        return digits;
    }

    /** A JSON string with the escapes of RFC 8785. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, plain, i).append(escape(c));
            plain = i + 1;
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
