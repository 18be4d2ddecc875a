package org.mingjian.tender.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A coefficient that the documents leave to the draw at the opening, in words; the scoring engine judges it. */
final class DrawnSet {

    private DrawnSet() {}

    /** Empty for a value that is simply written down. */
    static Optional<String> words(Object value) {
        if (!(value instanceof Map<?, ?> map) || !map.containsKey("draw")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (map.get("draw")) {
                    case Collection<?> values ->
                        values.stream().map(String::valueOf).collect(Collectors.joining("、"));
                    case Map<?, ?> range -> range.get("from") + " 至 " + range.get("to") + "，步长 " + range.get("step");
                    case null, default -> String.valueOf(map.get("draw"));
                });
    }
}
