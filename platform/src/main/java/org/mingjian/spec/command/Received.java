package org.mingjian.spec.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.spec.DataRecord;

/**
 * What stood at one place of a file: a record, or the reason why it is none.
 *
 * @param line from 1
 * @param sources attachments that an XML envelope names, each with its elements
 * @param rule of {@code checks.yaml} when there is no record, else empty
 * @param reason in Chinese
 */
public record Received(
        long line, @Nullable DataRecord record, List<Map<String, String>> sources, String rule, String reason) {

    static Received good(long line, DataRecord record) {
        return good(line, record, List.of());
    }

    static Received good(long line, DataRecord record, List<Map<String, String>> sources) {
        return new Received(line, record, sources, "", "");
    }

    static Received bad(long line, String rule, String reason) {
        return new Received(line, null, List.of(), rule, reason);
    }
}
