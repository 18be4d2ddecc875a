package org.mingjian.spec.domain;

import java.util.List;
import java.util.Map;

/**
 * How fields of one dataset, and records of two, belong together; from {@code rules/spec/relations.yaml}, by dataset.
 *
 * @param orders times that may not run backwards
 * @param periods shortest times between two, in days
 * @param amounts amounts with their currency and unit
 * @param counts a number of items and the list it counts
 * @param parents codes that must have been reported before
 * @param words descriptive fields; two records with the same words are suspicious
 */
public record Relations(
        Map<String, List<Order>> orders,
        Map<String, List<Period>> periods,
        Map<String, List<Amount>> amounts,
        Map<String, List<Count>> counts,
        Map<String, List<Parent>> parents,
        Map<String, List<String>> words) {

    /** {@code first} is not after {@code then}. */
    public record Order(String first, String then) {}

    /** From the day of {@code first} to the day of {@code then} are at least {@code days}, when {@code only} holds. */
    public record Period(String first, String then, int days, Map<String, String> only, String basis) {}

    /**
     * @param currency and {@code unit} may be empty when the dataset has none
     * @param ceiling whether one beyond the ceiling is refused
     */
    public record Amount(String amount, String currency, String unit, String other, boolean ceiling) {}

    /** {@code number} says how many {@code list} has. */
    public record Count(String number, String list) {}

    /** The field {@code field} names records of {@code dataset}. */
    public record Parent(String field, String dataset) {}
}
