package org.mingjian.kernel;

/**
 * An expected no.
 *
 * @param code stable upper-case code, such as {@code BID_TOO_LATE}
 * @param basis the article or rule that says no, such as {@code 招标投标法 §36}
 * @param detail what happened here, in Chinese, for the person who reads it; never a secret
 */
public record Refusal(String code, String basis, String detail) {}
