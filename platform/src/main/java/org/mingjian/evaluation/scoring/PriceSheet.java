package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Price marks alone, PF-0 … PF-10.
 *
 * @param entered bids in the order of the sheet
 * @param notes what the reader of the sheet has to say, for {@code explain}
 */
public record PriceSheet(PriceMethod method, Ties ties, List<Offer> entered, List<String> notes)
        implements ScoringSheet {

    @Override
    public List<RuleProblem> problems() {
        return List.of();
    }

    @Override
    public Scores score() {
        Offers offers = new Offers(entered);
        PriceMethod.Priced priced = method.price(offers);
        int scale = method.rounding().scoreScale();
        List<Scores.Standing> standings = entered.stream()
                .map(offer -> new Scores.Standing(offer, mark(priced, offer, scale)))
                .toList();
        Map<String, Integer> ranks = Scores.ranks(standings, ties);
        List<Scores.Scored> scored = standings.stream()
                .map(standing -> {
                    String id = standing.offer().id();
                    return new Scores.Scored(
                            id, deviation(priced, id), standing.score(), null, Map.of(), place(ranks, id));
                })
                .toList();
        var explain = new ArrayList<>(priced.steps());
        explain.add("名次：" + ties.inWords());
        explain.addAll(notes);
        return new Scores(priced.base().shown(Rounding.SHOWN_BASE), scored, List.of(), List.copyOf(explain));
    }

    private static BigDecimal mark(PriceMethod.Priced priced, Offer offer, int scale) {
        return exact(priced.marks(), offer.id()).halfUp(scale);
    }

    static String deviation(PriceMethod.Priced priced, String id) {
        return exact(priced.deviations(), id).halfUp(Rounding.SHOWN_DEVIATION).toPlainString();
    }

    static Ratio exact(Map<String, Ratio> values, String id) {
        Ratio value = values.get(id);
        if (value == null) {
            throw new IllegalStateException("bid without a value: " + id);
        }
        return value;
    }

    static int place(Map<String, Integer> ranks, String id) {
        Integer rank = ranks.get(id);
        if (rank == null) {
            throw new IllegalStateException("bid without a rank: " + id);
        }
        return rank;
    }
}
