package org.mingjian.evaluation.scoring;

import org.jspecify.annotations.Nullable;

/**
 * PF-6 ABC 合成（方法五）: J = (A × 50% + Bx × 30% + C × 20%) × K with A = ceiling × (1 − Δ), C the lowest offer not under
 * (mean × 70% + ceiling × 30%) × 75%, and Bx drawn at the opening among the offers strictly between C and 0.95 A; when
 * there is none, among the offers of the range other than C.
 *
 * @param bx what was drawn: the id of a bid or its price; null before the draw, when only {@link #candidates} answers
 */
public record ThreeParts(
        Ratio delta, Ratio k, Ratio control, @Nullable String bx) implements PriceFormula {

    private static final Ratio MEAN_SHARE = Ratio.of("0.7");
    private static final Ratio CEILING_SHARE = Ratio.of("0.3");
    private static final Ratio RANGE = Ratio.of("0.75");
    private static final Ratio BX_BELOW_A = Ratio.of("0.95");

    @Override
    public String code() {
        return "PF-6";
    }

    @Override
    public Base base(Offers offers) {
        Offers candidates = candidates(offers);
        Ratio a = a();
        Ratio c = lowestInRange(offers);
        Ratio drawn = drawn(candidates);
        Ratio sum = a.times(Ratio.of("0.5")).plus(drawn.times(Ratio.of("0.3"))).plus(c.times(Ratio.of("0.2")));
        return Base.of(
                sum.times(k),
                "PF-6：A = 控制价 × (1 − Δ) = " + a.shown(6) + "，范围下限 = "
                        + rangeFrom(offers).shown(6) + "，C = " + c.shown(6),
                "Bx 候选集（(C, 0.95A) = (" + c.shown(6) + ", "
                        + a.times(BX_BELOW_A).shown(6) + ")）：" + candidates.named(),
                "抽中 Bx = " + drawn.shown(6) + "，K = " + k.shown(12),
                "基准价 = (A × 50% + Bx × 30% + C × 20%) × K");
    }

    /** The offers Bx is drawn from, to be published before the draw (抽取前公布候选集). */
    public Offers candidates(Offers offers) {
        Ratio c = lowestInRange(offers);
        Ratio upper = a().times(BX_BELOW_A);
        Offers between =
                offers.where(o -> o.compared().compareTo(c) > 0 && o.compared().compareTo(upper) < 0);
        if (!between.isEmpty()) {
            return between;
        }
        Offers aboveC = offers.where(o -> o.compared().compareTo(c) > 0);
        return aboveC.isEmpty() ? offers.where(o -> o.compared().compareTo(c) == 0) : aboveC;
    }

    private Ratio a() {
        return control.times(Ratio.ONE.minus(delta));
    }

    private Ratio rangeFrom(Offers offers) {
        return offers.mean()
                .times(MEAN_SHARE)
                .plus(control.times(CEILING_SHARE))
                .times(RANGE);
    }

    private Ratio lowestInRange(Offers offers) {
        Ratio from = rangeFrom(offers);
        Offers inRange = offers.where(o -> o.compared().compareTo(from) >= 0);
        if (inRange.isEmpty()) {
            throw new InvalidSheet("bids", "no price reaches the lower bound " + from.shown(6) + " of PF-6");
        }
        return inRange.lowest();
    }

    private Ratio drawn(Offers candidates) {
        if (bx == null) {
            throw new InvalidSheet("parameters.bx", "missing; draw one of " + candidates.named());
        }
        Ratio byId = candidates.byId(bx).map(Offer::compared).orElse(null);
        Ratio byPrice = Decimals.parse(bx)
                .map(Ratio::of)
                .filter(price ->
                        !candidates.where(o -> o.compared().equals(price)).isEmpty())
                .orElse(null);
        if (byId != null && byPrice != null && !byId.equals(byPrice)) {
            throw new InvalidSheet("parameters.bx", bx + " is the id of one candidate and the price of another");
        }
        if (byId != null) {
            return byId;
        }
        if (byPrice != null) {
            return byPrice;
        }
        throw new InvalidSheet("parameters.bx", bx + " is not a candidate; candidates are " + candidates.named());
    }
}
