package org.mingjian.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * 数据集.
 *
 * @param number 数据集编号, such as {@code 513}
 * @param table its English name; a misspelt one belongs to the specification and is kept
 * @param misspelt the word it should be, or empty
 * @param family file of {@code rules/spec/}, such as {@code construction}
 * @param social whether it is open to everyone 社会公开, or to government only 政务公开 (inferred)
 */
public record Dataset(
        String number,
        String table,
        String name,
        String misspelt,
        String family,
        Level level,
        boolean social,
        List<Field> fields) {

    public Optional<Field> field(String code) {
        return fields.stream().filter(field -> field.code().equals(code)).findFirst();
    }

    /** Whether a word stands in its number, its names, or those of a field; letters of any size. */
    public boolean matches(String word) {
        String wanted = word.toUpperCase(Locale.ROOT);
        return number.startsWith(wanted)
                || table.contains(wanted)
                || name.contains(word)
                || fields.stream()
                        .anyMatch(field ->
                                field.code().contains(wanted) || field.name().contains(word));
    }
}
