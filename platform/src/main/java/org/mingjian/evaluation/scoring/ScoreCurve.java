package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 价格得分函数: from a price and the base price to marks. Deviation is δ = (price − base) / base in percent. All marks are
 * exact; the sheet rounds once, at the end.
 */
public sealed interface ScoreCurve {

    /**
     * @param price 评审价
     * @param base 基准价, above zero
     * @param percent δ in percent, already rounded when the documents say so
     * @param full 满分
     */
    Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full);

    String inWords();

    /** S = F × base / price (财政部令第87号 §55). */
    record Proportional() implements ScoreCurve {
        @Override
        public Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full) {
            return full.times(base).over(price);
        }

        @Override
        public String inWords() {
            return "得分 = 满分 × 基准价 ÷ 评审价";
        }
    }

    /**
     * S = F × (1 − |P − J| / J), PF-8. The formula has no floor of its own: a price above 2 J gives less than zero, and
     * what then holds must be said by the documents.
     */
    record Distance(@Nullable Ratio floor) implements ScoreCurve {
        @Override
        public Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full) {
            Ratio marks = full.times(Ratio.ONE.minus(price.minus(base).abs().over(base)));
            if (floor != null) {
                return marks.atLeast(floor);
            }
            if (marks.sign() < 0) {
                throw new InvalidSheet(
                        "parameters.floor",
                        "missing; the formula gives less than zero for a price above twice the base");
            }
            return marks;
        }

        @Override
        public String inWords() {
            return "得分 = 满分 × (1 − |评审价 − 基准价| ÷ 基准价)" + (floor == null ? "" : "，不低于 " + floor.shown(6));
        }
    }

    /**
     * Linear deduction: {@code above} marks for each percent over the base, {@code below} for each percent under it;
     * nothing inside {@code flat}, and outside it the percent count from its nearer edge.
     */
    record Linear(
            Ratio above, Ratio below, Ratio floor, @Nullable Flat flat, PercentStep step) implements ScoreCurve {
        @Override
        public Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full) {
            Ratio beyond = flat == null ? percent : flat.beyond(percent);
            Ratio counted = step.counted(beyond.abs());
            return full.minus(counted.times(beyond.sign() > 0 ? above : below)).atLeast(floor);
        }

        @Override
        public String inWords() {
            return "线性扣分：每高 1% 扣 " + above.shown(6) + "，每低 1% 扣 " + below.shown(6)
                    + (flat == null ? "" : "，" + flat.inWords()) + "，" + step.inWords() + "，不低于 " + floor.shown(6);
        }
    }

    /** 阶梯扣分: each band of |δ| costs its own marks per percent, added up band by band. */
    record Steps(
            List<Band> above,
            List<Band> below,
            Ratio floor,
            @Nullable Flat flat) implements ScoreCurve {

        /**
         * @param upTo end of the band in percent, null for the last
         * @param perPercent marks lost for each percent inside it
         */
        public record Band(@Nullable Ratio upTo, Ratio perPercent) {}

        @Override
        public Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full) {
            Ratio beyond = flat == null ? percent : flat.beyond(percent);
            return full.minus(deduction(beyond.abs(), beyond.sign() > 0 ? above : below))
                    .atLeast(floor);
        }

        private static Ratio deduction(Ratio size, List<Band> bands) {
            Ratio from = Ratio.ZERO;
            Ratio lost = Ratio.ZERO;
            for (Band band : bands) {
                Ratio to = band.upTo() == null ? size : size.atMost(band.upTo());
                if (to.compareTo(from) <= 0) {
                    break;
                }
                lost = lost.plus(to.minus(from).times(band.perPercent()));
                from = to;
            }
            return lost;
        }

        @Override
        public String inWords() {
            return "阶梯扣分：高于基准价 " + words(above) + "；低于基准价 " + words(below) + (flat == null ? "" : "；" + flat.inWords())
                    + "；各档分段累计，不低于 " + floor.shown(6);
        }

        private static String words(List<Band> bands) {
            return bands.stream()
                    .map(band ->
                            (band.upTo() == null ? "其余" : "至 " + band.upTo().shown(6) + "%") + " 每 1% 扣 "
                                    + band.perPercent().shown(6))
                    .collect(java.util.stream.Collectors.joining("，"));
        }
    }

    /** 直线内插: full marks up to {@code from}, none from {@code to} on, a straight line between; both are prices. */
    record Interpolation(Ratio from, Ratio to) implements ScoreCurve {
        @Override
        public Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full) {
            Ratio share = to.minus(price).over(to.minus(from));
            return full.times(share.atLeast(Ratio.ZERO).atMost(Ratio.ONE));
        }

        @Override
        public String inWords() {
            return "直线内插：评审价 ≤ " + from.shown(6) + " 得满分，≥ " + to.shown(6) + " 得 0 分";
        }
    }

    /** S = F × (1 − λ × δ), never above full marks. */
    record Lambda(Ratio lambda, Ratio floor) implements ScoreCurve {
        @Override
        public Ratio marks(Ratio price, Ratio base, Ratio percent, Ratio full) {
            Ratio share = Ratio.ONE.minus(lambda.times(percent).over(Ratio.HUNDRED));
            return full.times(share).atMost(full).atLeast(floor);
        }

        @Override
        public String inWords() {
            return "得分 = 满分 × (1 − λ × δ)，λ = " + lambda.shown(12) + "，不高于满分，不低于 " + floor.shown(6);
        }
    }

    /** 满分平台区 in percent of deviation. */
    record Flat(Ratio from, Ratio to) {
        Ratio beyond(Ratio percent) {
            if (percent.compareTo(to) > 0) {
                return percent.minus(to);
            }
            return percent.compareTo(from) < 0 ? percent.minus(from) : Ratio.ZERO;
        }

        String inWords() {
            return "δ 在 [" + from.shown(6) + "%, " + to.shown(6) + "%] 内不扣分，区外自近边起算";
        }
    }

    /** Whether a part of a percent counts (步长连续还是整 1%). */
    enum PercentStep {
        CONTINUOUS("不足 1% 按比例扣"),
        WHOLE("不足 1% 不扣"),
        STARTED("不足 1% 按 1% 扣");

        private final String words;

        PercentStep(String words) {
            this.words = words;
        }

        Ratio counted(Ratio percent) {
            return switch (this) {
                case CONTINUOUS -> percent;
                case WHOLE -> whole(percent, RoundingMode.DOWN);
                case STARTED -> whole(percent, RoundingMode.UP);
            };
        }

        private static Ratio whole(Ratio percent, RoundingMode mode) {
            BigDecimal rounded = percent.rounded(0, mode);
            return Ratio.of(rounded);
        }

        String inWords() {
            return words;
        }
    }
}
