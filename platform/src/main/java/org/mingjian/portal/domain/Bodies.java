package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Careful reading of fact bodies: a field may be missing or of another shape, since bodies belong to other modules and
 * old facts never change. Structured terms lie in {@code terms}, or at the top.
 */
final class Bodies {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final List<String> PLACES = List.of("", "terms", "trade", "parties", "codes");

    private Bodies() {}

    /** The first of the names that holds text. */
    static Optional<String> text(JsonNode body, String... names) {
        for (String name : names) {
            for (String place : PLACES) {
                JsonNode value = (place.isEmpty() ? body : body.path(place)).path(name);
                if ((value.isString() || value.isNumber()) && !value.asString().isBlank()) {
                    return Optional.of(value.asString());
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Instant> instant(JsonNode body, String... names) {
        return text(body, names).flatMap(Bodies::parseInstant);
    }

    static Optional<Instant> parseInstant(String text) {
        try {
            // As fine as the tables keep it: else a row read back differs from the one in memory.
            return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> date(JsonNode body, String... names) {
        return text(body, names).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        });
    }

    static Optional<BigDecimal> amount(JsonNode body, String... names) {
        return text(body, names)
                .filter(text -> text.matches("\\d{1,18}(\\.\\d{1,8})?"))
                .map(BigDecimal::new);
    }
}
