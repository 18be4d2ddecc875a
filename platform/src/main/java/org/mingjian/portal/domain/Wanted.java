package org.mingjian.portal.domain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a visitor looks for; its address is the same for everybody and may be kept as a bookmark.
 *
 * @param path {@code /trades}, {@code /notices} or {@code /plans}
 * @param page from 0
 */
public record Wanted(String path, String text, Map<Facet, List<String>> chosen, int page, int size) {

    private static final int MAX_TEXT = 100;
    private static final int MAX_VALUES = 20;
    /** Nobody reads on after this many rows; a filter is the better way, and the open data has them all. */
    private static final int MAX_ROWS = 10_000;

    public Wanted {
        text = storable(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text)
                .strip();
        size = Math.clamp(size, 1, 100);
        page = Math.clamp(page, 0, MAX_ROWS / size - 1);
        Map<Facet, List<String>> copy = new EnumMap<>(Facet.class);
        chosen.forEach((facet, values) -> {
            if (!values.isEmpty()) {
                copy.put(
                        facet,
                        values.stream()
                                .map(Wanted::storable)
                                .distinct()
                                .limit(MAX_VALUES)
                                .toList());
            }
        });
        chosen = copy;
    }

    /** Without what no database keeps, and nobody looks for: U+0000, and half a character left by the cut. */
    private static String storable(String text) {
        return text.codePoints()
                .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public boolean has(Facet facet, String value) {
        return chosen.getOrDefault(facet, List.of()).contains(value);
    }

    public boolean isNarrowed() {
        return !chosen.isEmpty() || !text.isEmpty();
    }

    public Wanted with(Facet facet, String value) {
        Map<Facet, List<String>> next = new EnumMap<>(Facet.class);
        next.putAll(chosen);
        List<String> values = new ArrayList<>(facet == Facet.TIME ? List.of() : next.getOrDefault(facet, List.of()));
        values.add(value);
        next.put(facet, values);
        return new Wanted(path, text, next, 0, size);
    }

    public Wanted without(Facet facet, String value) {
        Map<Facet, List<String>> next = new EnumMap<>(Facet.class);
        next.putAll(chosen);
        next.put(
                facet,
                next.getOrDefault(facet, List.of()).stream()
                        .filter(known -> !known.equals(value))
                        .toList());
        return new Wanted(path, text, next, 0, size);
    }

    public Wanted withoutText() {
        return new Wanted(path, "", chosen, 0, size);
    }

    public Wanted onPage(int number) {
        return new Wanted(path, text, chosen, number, size);
    }

    public Wanted of(String other) {
        return new Wanted(other, text, chosen, 0, size);
    }

    /** Path and query; parameters in one fixed order. */
    public String address() {
        return path + query();
    }

    public String jsonAddress() {
        return path + ".json" + query();
    }

    private String query() {
        List<String> parts = new ArrayList<>();
        if (!text.isEmpty()) {
            parts.add("q=" + encode(text));
        }
        chosen.forEach((facet, values) -> values.forEach(value -> parts.add(facet.key() + "=" + encode(value))));
        if (page > 0) {
            parts.add("page=" + page);
        }
        if (size != 20) {
            parts.add("size=" + size);
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
