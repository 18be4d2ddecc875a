package org.mingjian.evaluation.scoring;

/** PF-2 均值下浮: J = mean(P) × (1 − K). */
public record DiscountedMean(Ratio k) implements PriceFormula {
    @Override
    public String code() {
        return "PF-2";
    }

    @Override
    public Base base(Offers offers) {
        Ratio mean = offers.mean();
        return Base.of(
                mean.times(Ratio.ONE.minus(k)),
                "PF-2：n=" + offers.size() + "，均值 = " + mean.shown(6),
                "基准价 = 均值 × (1 − K)，K = " + k.shown(12));
    }
}
