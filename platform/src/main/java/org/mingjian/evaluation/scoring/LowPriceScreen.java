package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * 异常低价筛查, government procurement (财库〔2026〕2号): an inquiry starts when an original price is strictly below a share
 * of the mean, of the second lowest price, or of the ceiling (the budget where no ceiling was set). The shares come
 * from
 * the documents: 50 %, 50 % and 45 % by default of the rule, and never above 65 %.
 */
public record LowPriceScreen(Ratio meanRatio, Ratio secondRatio, Ratio ceilingRatio, Ratio ceiling) {

    /** @param offers all that passed the conformity check (通过符合性审查), judged by their original price */
    public List<LowPriceAlert> screen(Offers offers) {
        List<Ratio> prices = offers.ascending().stream()
                .map(offer -> Ratio.of(offer.price()))
                .sorted()
                .toList();
        if (prices.isEmpty()) {
            return List.of();
        }
        Ratio sum = Ratio.ZERO;
        for (Ratio price : prices) {
            sum = sum.plus(price);
        }
        Ratio underMean = sum.over(Ratio.of(prices.size())).times(meanRatio);
        Ratio underCeiling = ceiling.times(ceilingRatio);
        var alerts = new ArrayList<LowPriceAlert>();
        for (Offer offer : offers.ascending()) {
            Ratio price = Ratio.of(offer.price());
            var reasons = new ArrayList<String>();
            if (price.compareTo(underMean) < 0) {
                reasons.add("1 低于均值的 " + percent(meanRatio) + "，即 " + underMean.shown(6));
            }
            if (prices.size() > 1 && price.compareTo(prices.get(1).times(secondRatio)) < 0) {
                reasons.add("2 低于次低报价的 " + percent(secondRatio) + "，即 "
                        + prices.get(1).times(secondRatio).shown(6));
            }
            if (price.compareTo(underCeiling) < 0) {
                reasons.add("3 低于最高限价的 " + percent(ceilingRatio) + "，即 " + underCeiling.shown(6));
            }
            if (!reasons.isEmpty()) {
                alerts.add(new LowPriceAlert(offer.id(), List.copyOf(reasons)));
            }
        }
        return List.copyOf(alerts);
    }

    private static String percent(Ratio share) {
        return share.times(Ratio.HUNDRED).shown(6) + "%";
    }
}
