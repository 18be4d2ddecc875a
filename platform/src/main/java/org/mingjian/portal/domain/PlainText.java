package org.mingjian.portal.domain;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The words of a fact's body, for search: every text in it, in order, without structure. */
public final class PlainText {

    private static final int LIMIT = 200_000;

    private PlainText() {}

    public static String of(JsonNode body) {
        StringBuilder out = new StringBuilder();
        collect(body, out);
        return out.toString();
    }

    private static void collect(JsonNode node, StringBuilder out) {
        if (out.length() > LIMIT) {
            return;
        }
        if (node.isString()) {
            String text = node.asString();
            if (!isToken(text)) {
                out.append(text).append('\n');
            }
        } else if (node.isContainer()) {
            node.valueStream().collect(Collectors.toList()).forEach(child -> collect(child, out));
        }
    }

    /** Digests, ids and times say nothing to a reader. */
    private static boolean isToken(String text) {
        return text.matches("[0-9a-fA-F]{32,}")
                || text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                || text.matches("\\d{4}-\\d{2}-\\d{2}T.*");
    }
}
