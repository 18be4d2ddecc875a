package org.mingjian.rules;

/**
 * @param id such as {@code G-T01}; a part of a rule has a suffix, such as {@code G-T12.odd}
 * @param title 规则名称, such as 等标期
 */
public record RuleName(String id, String title) {}
