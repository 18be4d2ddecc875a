package org.mingjian.evaluation.scoring;

/** PF-8 均价与预算中值: J = (mean + budget) / 2, marks F × (1 − |P − J| / J). */
public record BudgetMidpoint(Ratio budget) implements PriceFormula {
    @Override
    public String code() {
        return "PF-8";
    }

    @Override
    public Base base(Offers offers) {
        Ratio mean = offers.mean();
        return Base.of(
                mean.plus(budget).over(Ratio.of(2)),
                "PF-8：n=" + offers.size() + "，均值 = " + mean.shown(6),
                "基准价 = (均值 + 预算) ÷ 2，预算 = " + budget.shown(6));
    }
}
