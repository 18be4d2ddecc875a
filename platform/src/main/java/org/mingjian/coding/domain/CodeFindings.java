package org.mingjian.coding.domain;

import java.util.List;
import java.util.Map;

/**
 * What was found out about a code.
 *
 * @param kind {@code tradeCode}, {@code projectCode}, {@code tenderProjectCode}, {@code sectionCode}, {@code
 *     creditCode} or
 *     {@code unknown}
 * @param parts by name, in order
 * @param problems grounds to refuse it, in Chinese
 * @param warnings defects of data quality, in Chinese
 */
public record CodeFindings(
        String code, String kind, Map<String, String> parts, List<String> problems, List<String> warnings) {

    public boolean ok() {
        return problems.isEmpty();
    }
}
