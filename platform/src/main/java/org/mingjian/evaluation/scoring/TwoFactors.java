package org.mingjian.evaluation.scoring;

/**
 * PF-5 双系数（方法二）: J = A × K1 × Q1 + B × K2 × (1 − Q1). A is the mean without round(0.2 n) at each end when n ≥ 7,
 * without the single highest when 4 ≤ n &lt; 7, of all when n &lt; 4.
 */
public record TwoFactors(Ratio q1, Ratio k1, Ratio k2, Ratio control) implements PriceFormula {
    @Override
    public String code() {
        return "PF-5";
    }

    @Override
    public Base base(Offers offers) {
        int n = offers.size();
        int high = n >= 7 ? offers.fifth() : n >= 4 ? 1 : 0;
        int low = n >= 7 ? offers.fifth() : 0;
        Ratio a = offers.trimmed(high, low).mean();
        Ratio base = a.times(k1).times(q1).plus(control.times(k2).times(Ratio.ONE.minus(q1)));
        return Base.of(
                base,
                "PF-5：n=" + n + "，去最高 " + high + " 个、最低 " + low + " 个，A = " + a.shown(6),
                "基准价 = A × K1 × Q1 + 控制价 × K2 × (1 − Q1)，Q1 = " + q1.shown(12) + "，K1 = " + k1.shown(12) + "，K2 = "
                        + k2.shown(12) + "，控制价 = " + control.shown(6));
    }
}
