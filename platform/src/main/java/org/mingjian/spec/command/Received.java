package org.mingjian.spec.command;

import org.jspecify.annotations.Nullable;
import org.mingjian.spec.DataRecord;

/**
 * What stood at one place of a file: a record, or the reason why it is none.
 *
 * @param line from 1
 * @param rule of {@code checks.yaml} when there is no record, else empty
 * @param reason in Chinese
 */
public record Received(long line, @Nullable DataRecord record, String rule, String reason) {

    static Received good(long line, DataRecord record) {
        return new Received(line, record, "", "");
    }

    static Received bad(long line, String rule, String reason) {
        return new Received(line, null, rule, reason);
    }
}
