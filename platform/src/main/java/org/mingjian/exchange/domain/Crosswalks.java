package org.mingjian.exchange.domain;

import java.util.Map;

/** What one code says in another, by the name of the filter; from {@code rules/exchange/crosswalks.yaml}. */
public record Crosswalks(Map<String, Map<String, String>> tables) {

    /** The value a table has for a code, else empty. */
    String exact(String table, String value) {
        return tables.getOrDefault(table, Map.of()).getOrDefault(value, "");
    }

    /** The value of the first word that a text has in it, else empty. */
    String byWord(String table, String text) {
        return tables.getOrDefault(table, Map.of()).entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    boolean has(String table) {
        return tables.containsKey(table);
    }
}
