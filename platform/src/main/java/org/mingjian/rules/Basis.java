package org.mingjian.rules;

/**
 * @param article the law and its article, such as {@code 招标投标法 §24}
 * @param text what the article asks, in one sentence of our own
 */
public record Basis(String article, String text) {}
