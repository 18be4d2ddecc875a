package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a price becomes marks: base price formula, curve, full marks and roundings, as the tender documents fix them. */
public record PriceMethod(PriceFormula formula, ScoreCurve curve, Ratio full, Rounding rounding) {

    /**
     * Exact marks for each offer.
     *
     * @param base as the marks use it, rounded when the documents say so
     * @param deviations δ in percent by bid, as the marks use it
     * @param marks exact, not yet rounded, by bid
     */
    public record Priced(Ratio base, Map<String, Ratio> deviations, Map<String, Ratio> marks, List<String> steps) {}

    public Priced price(Offers offers) {
        if (offers.isEmpty()) {
            throw new InvalidSheet("bids", "at least one bid is needed");
        }
        Base computed = formula.base(offers);
        Ratio base = rounding.base(computed.price());
        if (base.sign() <= 0) {
            throw new InvalidSheet(
                    "parameters", "the base price comes out as " + base.shown(6) + "; it must be above 0");
        }
        Ratio perPercent = Ratio.HUNDRED.over(base);
        Map<String, Ratio> deviations = HashMap.newHashMap(offers.size());
        Map<String, Ratio> marks = HashMap.newHashMap(offers.size());
        for (Offer offer : offers.ascending()) {
            Ratio exact = offer.compared().times(perPercent).minus(Ratio.HUNDRED);
            Ratio percent = rounding.percent(exact);
            deviations.put(offer.id(), percent);
            marks.put(offer.id(), curve.marks(offer.compared(), base, percent, full));
        }
        var steps = new ArrayList<>(computed.steps());
        String shown = base.shown(Rounding.SHOWN_BASE);
        steps.add("基准价 = " + shown + (base.fits(Rounding.SHOWN_BASE) ? "（精确值）" : "（精确值为分数，此处为显示值）"));
        steps.add(curve.inWords() + "，满分 " + full.shown(6));
        steps.addAll(rounding.inWords());
        return new Priced(base, deviations, marks, List.copyOf(steps));
    }
}
