package org.mingjian.spec;

/**
 * A named check of records, from {@code rules/spec/checks.yaml}.
 *
 * @param id such as {@code field.required}
 * @param blocks whether a record that fails it is refused; else it is a warning
 * @param basis the clause or source it rests on
 * @param message in Chinese with {@code {name}}, {@code {field}}, {@code {value}} and {@code {more}} to fill in
 */
public record CheckRule(String id, String title, boolean blocks, String basis, String message) {}
