package org.mingjian.spec;

/**
 * What is wrong with a record.
 *
 * @param field English name of the field, or a part of the message such as {@code key}
 * @param rule id of the {@link CheckRule}
 * @param message in Chinese, explains itself
 */
public record Problem(String field, String rule, String message) {}
