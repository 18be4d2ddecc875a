package org.mingjian.evaluation.scoring;

/** PF-4 复合: J = mean(P) × α + B × (1 − α), B the ceiling price 控制价. */
public record CeilingBlend(Ratio alpha, Ratio control) implements PriceFormula {
    @Override
    public String code() {
        return "PF-4";
    }

    @Override
    public Base base(Offers offers) {
        Ratio mean = offers.mean();
        return Base.of(
                mean.times(alpha).plus(control.times(Ratio.ONE.minus(alpha))),
                "PF-4：n=" + offers.size() + "，均值 = " + mean.shown(6),
                "基准价 = 均值 × α + 控制价 × (1 − α)，α = " + alpha.shown(12) + "，控制价 = " + control.shown(6));
    }
}
