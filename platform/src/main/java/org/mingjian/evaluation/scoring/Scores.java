package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a sheet.
 *
 * @param base 基准价 as shown
 * @param bids in the order of the sheet
 * @param explain every step and every rounding in words; the same whatever the order of the bids
 */
public record Scores(String base, List<Scored> bids, List<LowPriceAlert> lowPrices, List<String> explain) {

    /**
     * @param deviation percent from the base price, 4 decimals
     * @param score null for the methods that rank by price
     * @param evaluated 评标价, null for the methods that rank by marks
     * @param parts marks by part for a total, else empty
     * @param rank 1 is best; equal ranks are tied and the next rank is skipped
     */
    public record Scored(
            String id,
            String deviation,
            @Nullable BigDecimal score,
            @Nullable String evaluated,
            Map<String, String> parts,
            int rank) {}

    /** A bid with what it is ranked by: more marks first, then by {@code ties}. */
    record Standing(Offer offer, BigDecimal score) {}

    /** Ranks 1, 2, 2, 4: by score down, then as {@code ties} says. */
    static Map<String, Integer> ranks(List<Standing> standings, Ties ties) {
        Comparator<Standing> order = Comparator.comparing(Standing::score).reversed();
        if (ties == Ties.LOWER_PRICE) {
            order = order.thenComparing(standing -> standing.offer().compared());
        }
        return ranked(standings, order);
    }

    /** Ranks 1, 2, 2, 4 by compared price up. */
    static Map<String, Integer> ranksByPrice(List<Offer> offers) {
        List<Standing> standings = offers.stream()
                .map(offer -> new Standing(offer, BigDecimal.ZERO))
                .toList();
        return ranked(
                standings, Comparator.comparing(standing -> standing.offer().compared()));
    }

    private static Map<String, Integer> ranked(List<Standing> standings, Comparator<Standing> order) {
        var sorted = new ArrayList<>(standings);
        sorted.sort(order);
        Map<String, Integer> ranks = HashMap.newHashMap(sorted.size());
        int rank = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (i == 0 || order.compare(sorted.get(i - 1), sorted.get(i)) != 0) {
                rank = i + 1;
            }
            ranks.put(sorted.get(i).offer().id(), rank);
        }
        return ranks;
    }
}
