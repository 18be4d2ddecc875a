package org.mingjian.verifier;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Bids by the price that is compared, lowest first, by id where prices are equal. */
record Offers(List<One> sorted) {

    /**
     * @param price as offered
     * @param compared 评审价: after deductions and without provisional sums
     */
    record One(String id, Fraction price, Fraction compared) {}

    Offers {
        sorted = sorted.stream()
                .sorted(Comparator.comparing(One::compared).thenComparing(One::id))
                .toList();
    }

    int size() {
        return sorted.size();
    }

    Fraction lowest() {
        return sorted.get(0).compared();
    }

    Fraction mean() {
        Fraction sum = Fraction.ZERO;
        for (One one : sorted) {
            sum = sum.plus(one.compared());
        }
        return sum.over(Fraction.of(size()));
    }

    Offers without(int high, int low) {
        return new Offers(sorted.subList(low, size() - high));
    }

    Offers where(Predicate<Fraction> claim) {
        return new Offers(
                sorted.stream().filter(one -> claim.test(one.compared())).toList());
    }
}
