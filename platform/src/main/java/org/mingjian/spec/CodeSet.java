package org.mingjian.spec;

import java.time.LocalDate;
import java.util.Map;

/**
 * 代码集.
 *
 * @param source how its values are known, in English words of the file
 * @param complete whether a value that is not listed is wrong; else it is only worth a look
 * @param prefix how many leading characters are looked at; 0: all
 * @param values code to name, in order; empty when only the set's name is known
 */
public record CodeSet(
        String id,
        String name,
        LocalDate from,
        String source,
        boolean complete,
        int prefix,
        Map<String, String> values) {

    public boolean known() {
        return !values.isEmpty();
    }
}
