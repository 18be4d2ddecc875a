package org.mingjian.evaluation.scoring;

/**
 * PF-10 区间剔除: with n ≤ 5 the plain mean; with more, the highest and the lowest are left out, then once every offer
 * that deviates from the mean of the rest by 20 % or more, and J is the mean of what remains.
 */
public record BandExclusion() implements PriceFormula {

    private static final Ratio BAND = Ratio.of("0.2");

    @Override
    public String code() {
        return "PF-10";
    }

    @Override
    public Base base(Offers offers) {
        if (offers.size() <= 5) {
            Ratio mean = offers.mean();
            return Base.of(mean, "PF-10：n=" + offers.size() + " ≤ 5，基准价 = 均值 = " + mean.shown(6));
        }
        Offers inner = offers.trimmed(1, 1);
        Ratio first = inner.mean();
        Ratio band = first.times(BAND);
        Offers kept = inner.where(o -> o.compared().minus(first).abs().compareTo(band) < 0);
        if (kept.isEmpty()) {
            throw new InvalidSheet("bids", "PF-10 leaves no price within 20 % of the mean " + first.shown(6));
        }
        Ratio mean = kept.mean();
        return Base.of(
                mean,
                "PF-10：n=" + offers.size() + "，去 1 高 1 低后均值 = " + first.shown(6),
                "剔除偏离 ≥ 20% 的 " + (inner.size() - kept.size()) + " 个，余 " + kept.size() + " 个，基准价 = 均值 = "
                        + mean.shown(6));
    }
}
