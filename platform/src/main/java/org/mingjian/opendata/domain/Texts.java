package org.mingjian.opendata.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Careful reading of fact bodies: a field may be missing or of another shape, and old facts never change. */
final class Texts {

    private Texts() {}

    /** The first of the names that holds text. */
    static Optional<String> text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if ((value.isString() || value.isNumber()) && !value.asString().isBlank()) {
                return Optional.of(value.asString());
            }
        }
        return Optional.empty();
    }

    static Optional<Instant> time(JsonNode node, String... names) {
        return text(node, names).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        });
    }

    static Optional<BigDecimal> amount(JsonNode node, String... names) {
        return text(node, names)
                .filter(text -> text.matches("\\d{1,18}(\\.\\d{1,8})?"))
                .map(BigDecimal::new);
    }

    static Optional<Integer> whole(JsonNode node, String... names) {
        return text(node, names).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }
}
