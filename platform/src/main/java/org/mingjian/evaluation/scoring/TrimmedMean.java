package org.mingjian.evaluation.scoring;

import java.util.List;

/**
 * PF-3 去极值均值 × K: from {@code trimFrom} offers on (n ≥ trimFrom, 含本数) the highest and lowest are left out of
 * the mean; all offers are still marked.
 */
public record TrimmedMean(int trimFrom, int trimHigh, int trimLow, Ratio k) implements PriceFormula {
    @Override
    public String code() {
        return "PF-3";
    }

    @Override
    public Base base(Offers offers) {
        boolean trims = offers.size() >= trimFrom;
        if (trims && trimHigh + trimLow >= offers.size()) {
            throw new InvalidSheet(
                    "parameters.trimHigh",
                    "trimHigh + trimLow leaves no price of the " + offers.size() + " offered; lower them or raise"
                            + " trimFrom");
        }
        Offers kept = trims ? offers.trimmed(trimHigh, trimLow) : offers;
        Ratio mean = kept.mean();
        return new Base(
                mean.times(k),
                List.of(
                        trims
                                ? "PF-3：n=" + offers.size() + " ≥ " + trimFrom + "，去最高 " + trimHigh + " 个、最低 " + trimLow
                                        + " 个，余 " + kept.size() + " 个"
                                : "PF-3：n=" + offers.size() + " < " + trimFrom + "，不去极值",
                        "均值 = " + mean.shown(6),
                        "基准价 = 均值 × K，K = " + k.shown(12)));
    }
}
