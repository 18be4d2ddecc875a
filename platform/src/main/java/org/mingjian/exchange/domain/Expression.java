package org.mingjian.exchange.domain;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Where the value of a field comes from: {@code =path|filter}, {@code =path ?? other}, {@code ='words'|filter}, a text
 * with {@code {path|filter}} in it, or plain text. A template in which a path has no value has none itself.
 */
public final class Expression {

    private sealed interface Part {}

    private record Plain(String text) implements Part {}

    private record Path(List<String> names, String filter, int argument) implements Part {}

    /** The first that has a value. */
    private record Choice(List<Path> paths) implements Part {}

    private final List<Part> parts;
    private final Crosswalks crosswalks;

    private Expression(List<Part> parts, Crosswalks crosswalks) {
        this.parts = parts;
        this.crosswalks = crosswalks;
    }

    /** @throws IllegalArgumentException when it cannot be read */
    public static Expression of(String text, Crosswalks crosswalks) {
        List<Part> parts = new ArrayList<>();
        if (text.startsWith("=")) {
            List<Path> paths = new ArrayList<>();
            for (String one : text.substring(1).split(" \\?\\? ", -1)) {
                paths.add(path(one, crosswalks));
            }
            parts.add(new Choice(paths));
            return new Expression(parts, crosswalks);
        }
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('{', from);
            if (open < 0) {
                parts.add(new Plain(text.substring(from)));
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a { without its }: " + text);
            }
            if (open > from) {
                parts.add(new Plain(text.substring(from, open)));
            }
            parts.add(path(text.substring(open + 1, close), crosswalks));
            from = close + 1;
        }
        return new Expression(parts, crosswalks);
    }

    private static Path path(String text, Crosswalks crosswalks) {
        int bar = text.indexOf('|');
        String named = bar < 0 ? text : text.substring(0, bar);
        List<String> names = named.startsWith("'") ? List.of(named) : List.of(named.split("\\."));
        if (bar < 0) {
            return new Path(names, "", 0);
        }
        String[] filter = text.substring(bar + 1).split(" ");
        Filters.require(filter[0], crosswalks);
        return new Path(names, filter[0], filter.length == 2 ? Integer.parseInt(filter[1]) : 0);
    }

    /** The value among the facts; empty when there is none. */
    public String in(JsonNode context) {
        StringBuilder value = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Plain plain -> value.append(plain.text());
                case Choice choice ->
                    choice.paths().stream()
                            .map(path -> value(path, context))
                            .filter(found -> !found.isEmpty())
                            .findFirst()
                            .ifPresent(value::append);
                case Path path -> {
                    String found = value(path, context);
                    if (found.isEmpty()) {
                        return "";
                    }
                    value.append(found);
                }
            }
        }
        return value.toString();
    }

    private String value(Path path, JsonNode context) {
        String first = path.names().getFirst();
        if (first.startsWith("'")) {
            JsonNode words = StringNode.valueOf(first.substring(1, first.length() - 1));
            return Filters.apply(path.filter(), path.argument(), words, crosswalks);
        }
        JsonNode node = context;
        for (String name : path.names()) {
            node = node.path(name);
        }
        if (!path.filter().isEmpty()) {
            return node.isMissingNode() && !path.filter().equals("given")
                    ? ""
                    : Filters.apply(path.filter(), path.argument(), node, crosswalks);
        }
        return node.isValueNode() ? node.asString("") : "";
    }
}
