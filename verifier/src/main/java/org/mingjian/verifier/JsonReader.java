package org.mingjian.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of JSON (RFC 8259): no duplicate keys, no lone surrogates, nothing after the value, bounded depth.
 */
final class JsonReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static String utf8(byte[] bytes) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Unreadable("not UTF-8");
        }
    }

    static Json read(String text) throws Unreadable {
        JsonReader reader = new JsonReader(text);
        Json value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.wrong("something follows the end");
        }
        return value;
    }

    private Json value(int depth) throws Unreadable {
        skipSpace();
        if (depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        if (at == text.length()) {
            throw wrong("the text ends early");
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            default -> number();
        };
    }

    private Json object(int depth) throws Unreadable {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        if (taken('}')) {
            return new Json.Obj(members);
        }
        do {
            skipSpace();
            if (at == text.length() || text.charAt(at) != '"') {
                throw wrong("a name in quotes is expected");
            }
            String name = string();
            if (!taken(':')) {
                throw wrong("':' is expected");
            }
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("the name " + Json.quote(name) + " stands twice");
            }
        } while (taken(','));
        if (!taken('}')) {
            throw wrong("',' or '}' is expected");
        }
        return new Json.Obj(members);
    }

    private Json array(int depth) throws Unreadable {
        List<Json> items = new ArrayList<>();
        at++;
        if (taken(']')) {
            return new Json.Arr(items);
        }
        do {
            items.add(value(depth + 1));
        } while (taken(','));
        if (!taken(']')) {
            throw wrong("',' or ']' is expected");
        }
        return new Json.Arr(items);
    }

    private Json number() throws Unreadable {
        Matcher matcher = NUMBER.matcher(text).region(at, Math.min(text.length(), at + LONGEST_NUMBER));
        if (!matcher.lookingAt()) {
            throw wrong("a value is expected");
        }
        at = matcher.end();
        return new Json.Num(matcher.group());
    }

    private Json word(String word, Json value) throws Unreadable {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is expected");
        }
        at += word.length();
        return value;
    }

    private String string() throws Unreadable {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (halved(out)) {
                    throw wrong("half a character in a string");
                }
                return out.toString();
            }
            if (c < 0x20) {
                throw wrong("a control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw wrong("a string without an end");
    }

    private static boolean halved(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private char escaped() throws Unreadable {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unit() throws Unreadable {
        if (at + 4 > text.length()) {
            throw wrong("an escape cut short");
        }
        int unit = 0;
        for (int end = at + 4; at < end; at++) {
            char c = text.charAt(at);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("an escape with other than hexadecimal digits");
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    private boolean taken(char expected) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Unreadable wrong(String what) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return new Unreadable("not JSON at line " + line + ", column " + column + ": " + what);
    }
}
