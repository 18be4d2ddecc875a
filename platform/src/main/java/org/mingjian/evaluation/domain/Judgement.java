package org.mingjian.evaluation.domain;

import org.jspecify.annotations.Nullable;

/**
 * What one member says about one bid under one criterion.
 *
 * @param value {@code PASS}, {@code FAIL}, or a mark as a decimal string
 * @param code of the catalogue of rejections, with FAIL
 * @param reason in words, with FAIL
 */
public record Judgement(
        String bid,
        String criterion,
        String value,
        @Nullable String code,
        @Nullable String reason) {

    public static final String PASS = "PASS";
    public static final String FAIL = "FAIL";

    public boolean fails() {
        return FAIL.equals(value);
    }
}
