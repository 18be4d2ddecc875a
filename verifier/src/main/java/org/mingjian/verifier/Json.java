package org.mingjian.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value, with its RFC 8785 canonical form. */
sealed interface Json {

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
            if (need(name) instanceof Num number && number.digits().matches("0|[1-9]\\d{0,17}")) {
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
        StringBuilder out = new StringBuilder();
        write(this, out, true);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same without blanks and with one way to write each text, but with the members in the order they came in. */
    default String compact() throws Unreadable {
        StringBuilder out = new StringBuilder();
        write(this, out, false);
        return out.toString();
    }

    private static void write(Json json, StringBuilder out, boolean sorted) throws Unreadable {
        switch (json) {
            case Obj object -> {
                String before = "{";
                Map<String, Json> members = sorted ? new TreeMap<>(object.members()) : object.members();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    out.append(before).append(quote(member.getKey())).append(':');
                    write(member.getValue(), out, sorted);
                    before = ",";
                }
                out.append(object.members().isEmpty() ? "{}" : "}");
            }
            case Arr array -> {
                String before = "[";
                for (Json item : array.items()) {
                    out.append(before);
                    write(item, out, sorted);
                    before = ",";
                }
                out.append(array.items().isEmpty() ? "[]" : "]");
            }
            case Text text -> out.append(quote(text.value()));
            case Num number -> out.append(whole(number.digits()));
            case Bool bool -> out.append(bool.value());
            case Null nothing -> out.append("null");
        }
    }

    private static String whole(String digits) throws Unreadable {
        boolean whole = digits.matches("0|-?[1-9]\\d{0,15}");
        if (!whole || Math.abs(Long.parseLong(digits)) >= 1L << 53) {
            throw new Unreadable("the number " + digits + " has no place in a fact; decimals are strings");
        }
        return digits;
    }

    /** A JSON string with the escapes of RFC 8785. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
