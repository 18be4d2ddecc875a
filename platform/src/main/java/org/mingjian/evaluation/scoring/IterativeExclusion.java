package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * PF-9 迭代剔除: while an offer deviates from the mean by more than 30 %, the one that deviates most is left out (of two
 * that deviate alike the higher), until all are within or two are left; J = mean × μ.
 */
public record IterativeExclusion(Ratio mu) implements PriceFormula {

    private static final Ratio BAND = Ratio.of("0.3");
    private static final int STATED = 20;

    @Override
    public String code() {
        return "PF-9";
    }

    @Override
    public Base base(Offers offers) {
        List<Offer> sorted = offers.ascending();
        var steps = new ArrayList<String>();
        int low = 0;
        int high = sorted.size();
        Ratio sum = offers.mean().times(Ratio.of(sorted.size()));
        while (high - low > 2) {
            // The offer farthest from a mean is always the lowest or the highest of those left.
            Ratio mean = sum.over(Ratio.of(high - low));
            Ratio above = sorted.get(high - 1).compared().minus(mean);
            Ratio below = mean.minus(sorted.get(low).compared());
            boolean dropsHigh = above.compareTo(below) >= 0;
            Ratio farthest = dropsHigh ? above : below;
            if (farthest.compareTo(mean.times(BAND)) <= 0) {
                break;
            }
            Offer dropped = dropsHigh ? sorted.get(--high) : sorted.get(low++);
            sum = sum.minus(dropped.compared());
            if (steps.size() < STATED) {
                steps.add(
                        "PF-9：均值 " + mean.shown(6) + "，剔除 " + dropped.compared().shown(6) + "（偏离 "
                                + farthest.over(mean).times(Ratio.HUNDRED).shown(2) + "%）");
            }
        }
        Ratio mean = sum.over(Ratio.of(high - low));
        steps.add("PF-9：共剔除 " + (sorted.size() - (high - low)) + " 个，余 " + (high - low) + " 个，均值 = " + mean.shown(6));
        steps.add("基准价 = 均值 × μ，μ = " + mu.shown(12));
        return new Base(mean.times(mu), List.copyOf(steps));
    }
}
