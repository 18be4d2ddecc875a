package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EM-2 综合评估法 (12号令 §34–37) and EM-3 综合评分法 (财政部令第87号 §55): total = Σ part × weight + price marks × weight.
 *
 * @param parts 各评分部分 with their marks by bid
 * @param roundParts whether part marks and price marks are rounded before they are added (中间值是否取整)
 */
public record ComprehensiveSheet(
        PriceSheet price,
        Ratio priceWeight,
        List<Part> parts,
        boolean roundParts,
        Optional<LowPriceScreen> screen,
        List<RuleProblem> problems)
        implements ScoringSheet {

    /**
     * @param full highest mark of this part before its weight
     * @param marks exact mark of each bid, already taken together over the experts
     */
    public record Part(String name, Ratio full, Ratio weight, Map<String, Ratio> marks) {}

    @Override
    public Scores score() {
        Offers offers = new Offers(price.entered());
        PriceMethod.Priced priced = price.method().price(offers);
        int scale = price.method().rounding().scoreScale();
        Map<String, Map<String, String>> shown = LinkedHashMap.newLinkedHashMap(offers.size());
        var standings = new ArrayList<Scores.Standing>();
        for (Offer offer : price.entered()) {
            var of = new LinkedHashMap<String, String>();
            Ratio total = Ratio.ZERO;
            for (Part part : parts) {
                total = total.plus(
                        weighted(PriceSheet.exact(part.marks(), offer.id()), part.weight(), part.name(), of));
            }
            total = total.plus(weighted(PriceSheet.exact(priced.marks(), offer.id()), priceWeight, "price", of));
            shown.put(offer.id(), of);
            standings.add(new Scores.Standing(offer, total.halfUp(scale)));
        }
        Map<String, Integer> ranks = Scores.ranks(standings, price.ties());
        List<Scores.Scored> scored = standings.stream()
                .map(standing -> scored(standing, priced, shown, ranks))
                .toList();
        List<LowPriceAlert> alerts = screen.map(s -> s.screen(offers)).orElse(List.of());
        return new Scores(priced.base().shown(Rounding.SHOWN_BASE), scored, alerts, explain(priced));
    }

    private Ratio weighted(Ratio mark, Ratio weight, String name, Map<String, String> shown) {
        int scale = price.method().rounding().scoreScale();
        BigDecimal rounded = mark.halfUp(scale);
        shown.put(name, rounded.toPlainString());
        return (roundParts ? Ratio.of(rounded) : mark).times(weight);
    }

    private static Scores.Scored scored(
            Scores.Standing standing,
            PriceMethod.Priced priced,
            Map<String, Map<String, String>> shown,
            Map<String, Integer> ranks) {
        String id = standing.offer().id();
        return new Scores.Scored(
                id,
                PriceSheet.deviation(priced, id),
                standing.score(),
                null,
                shown.getOrDefault(id, Map.of()),
                PriceSheet.place(ranks, id));
    }

    private List<String> explain(PriceMethod.Priced priced) {
        var explain = new ArrayList<>(priced.steps());
        for (Part part : parts) {
            explain.add("部分「" + part.name() + "」满分 " + part.full().shown(6) + "，权重 "
                    + part.weight().shown(6));
        }
        explain.add("总分 = Σ 各部分得分 × 权重 + 价格得分 × " + priceWeight.shown(6)
                + (roundParts ? "；各部分与价格得分先按得分小数位取整再相加" : "；各部分与价格得分不取整，只对总分取整"));
        explain.add("名次：" + price.ties().inWords());
        explain.addAll(price.notes());
        return List.copyOf(explain);
    }
}
