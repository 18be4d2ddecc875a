package org.mingjian.evaluation.scoring;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PF-7 随机抽取九家: nine offers of the range are drawn (all when there are nine or fewer), the highest and the lowest
 * drawn are left out, J = ceiling × w + mean × (1 − w).
 *
 * @param drawn ids drawn at the opening; null when no draw is needed or none was made yet
 * @param range price range [low, high] an offer must lie in to be drawn; null when the documents set none
 * @param control needed when w &gt; 0
 */
public record DrawnMean(
        Ratio w,
        @Nullable Ratio control,
        @Nullable List<String> drawn,
        @Nullable List<Ratio> range) implements PriceFormula {

    private static final int DRAWN = 9;

    @Override
    public String code() {
        return "PF-7";
    }

    @Override
    public Base base(Offers offers) {
        Offers chosen = chosen(candidates(offers));
        if (chosen.size() < 3) {
            throw new InvalidSheet(
                    "bids",
                    "PF-7 leaves out one high and one low price and needs 3 in range; there are " + chosen.size());
        }
        Ratio mean = chosen.trimmed(1, 1).mean();
        String first = "PF-7：参与计算 " + chosen.size() + " 家：" + chosen.named();
        String second = "去 1 高 1 低，均值 = " + mean.shown(6);
        if (control == null) {
            return Base.of(mean, first, second, "w = 0，基准价 = 均值");
        }
        return Base.of(
                control.times(w).plus(mean.times(Ratio.ONE.minus(w))),
                first,
                second,
                "基准价 = 最高限价 × w + 均值 × (1 − w)，w = " + w.shown(12) + "，最高限价 = " + control.shown(6));
    }

    /** The offers the nine are drawn from. */
    public Offers candidates(Offers offers) {
        if (range == null) {
            return offers;
        }
        Ratio low = range.getFirst();
        Ratio high = range.getLast();
        return offers.where(
                o -> o.compared().compareTo(low) >= 0 && o.compared().compareTo(high) <= 0);
    }

    private Offers chosen(Offers candidates) {
        if (drawn == null) {
            if (candidates.size() <= DRAWN) {
                return candidates;
            }
            throw new InvalidSheet("parameters.drawn", "missing; draw 9 of " + candidates.named());
        }
        var ids = new HashSet<>(drawn);
        int needed = Math.min(DRAWN, candidates.size());
        if (ids.size() != drawn.size() || ids.size() != needed) {
            throw new InvalidSheet("parameters.drawn", "must name " + needed + " different bids");
        }
        Offers chosen = candidates.where(o -> ids.contains(o.id()));
        if (chosen.size() != needed) {
            throw new InvalidSheet("parameters.drawn", "names a bid that is not among " + candidates.named());
        }
        return chosen;
    }
}
