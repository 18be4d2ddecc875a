package org.mingjian.evaluation.scoring;

import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 有效报价集合 P, lowest first and by id where prices are equal, so that nothing depends on the order of entry.
 */
public record Offers(List<Offer> ascending) {

    private static final int NAMED = 20;

    public Offers {
        ascending = ascending.stream()
                .sorted(Comparator.comparing(Offer::compared).thenComparing(Offer::id))
                .toList();
    }

    public int size() {
        return ascending.size();
    }

    public boolean isEmpty() {
        return ascending.isEmpty();
    }

    Ratio lowest() {
        return ascending.getFirst().compared();
    }

    Ratio mean() {
        Ratio sum = Ratio.ZERO;
        for (Offer offer : ascending) {
            sum = sum.plus(offer.compared());
        }
        return sum.over(Ratio.of(ascending.size()));
    }

    /** Without the {@code high} highest and the {@code low} lowest. */
    Offers trimmed(int high, int low) {
        return new Offers(ascending.subList(low, ascending.size() - high));
    }

    Offers where(java.util.function.Predicate<Offer> claim) {
        return new Offers(ascending.stream().filter(claim).toList());
    }

    Optional<Offer> byId(String id) {
        return ascending.stream().filter(offer -> offer.id().equals(id)).findFirst();
    }

    /** round(0.2 n), the number PF-5 drops at each end; 0.2 n never ends in .5, so the mode does not matter. */
    int fifth() {
        return Ratio.of(size())
                .over(Ratio.of(5))
                .rounded(0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    /** For a reader: ids with prices, the first twenty when there are more. */
    String named() {
        String first = ascending.stream()
                .limit(NAMED)
                .map(offer -> offer.id() + " " + offer.compared().shown(6))
                .collect(Collectors.joining("、"));
        return size() > NAMED ? first + " 等 " + size() + " 个" : first;
    }
}
