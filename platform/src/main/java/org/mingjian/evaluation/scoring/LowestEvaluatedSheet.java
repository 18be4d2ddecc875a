package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EM-1 经评审的最低投标价法 (招标投标法 §41; 12号令 §29–33) and EM-4 最低评标价法 (财政部令第87号 §54): the lowest evaluated
 * price ranks first, equal prices share a rank. {@link Offer#compared} carries the evaluated price.
 */
public record LowestEvaluatedSheet(
        String method,
        List<Offer> entered,
        Optional<LowPriceScreen> screen,
        List<RuleProblem> problems,
        List<String> notes)
        implements ScoringSheet {

    @Override
    public Scores score() {
        Offers offers = new Offers(entered);
        if (offers.isEmpty()) {
            throw new InvalidSheet("bids", "at least one bid is needed");
        }
        Ratio lowest = offers.lowest();
        Map<String, Integer> ranks = Scores.ranksByPrice(entered);
        List<Scores.Scored> scored = entered.stream()
                .map(offer -> new Scores.Scored(
                        offer.id(),
                        offer.compared()
                                .minus(lowest)
                                .over(lowest)
                                .times(Ratio.HUNDRED)
                                .halfUp(Rounding.SHOWN_DEVIATION)
                                .toPlainString(),
                        null,
                        offer.compared().shown(12),
                        Map.of(),
                        PriceSheet.place(ranks, offer.id())))
                .toList();
        var explain = new ArrayList<String>();
        explain.add(method + "：评标价 = 修正后报价 ± 折价；评标价最低者第一，评标价相同的并列；评标价不取整");
        explain.add("偏差率以最低评标价 " + lowest.shown(12) + " 为基准，显示 4 位小数（百分数，HALF_UP 四舍五入）");
        explain.addAll(notes);
        List<LowPriceAlert> alerts = screen.map(s -> s.screen(offers)).orElse(List.of());
        return new Scores(lowest.shown(12), scored, alerts, List.copyOf(explain));
    }
}
