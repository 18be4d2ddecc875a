package org.mingjian.kernel;

/**
 * What is wrong with one field of a form.
 *
 * @param field path of the field as in the request, such as {@code terms.criteria[2].full}
 * @param code stable upper-case code, such as {@code REQUIRED}
 * @param message what to do, in Chinese
 */
public record FieldProblem(String field, String code, String message) {}
