package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a sheet rounds, always HALF_UP: marks at {@code scoreScale}; the base price and the deviation only when the
 * documents say so, else they stay exact.
 *
 * @param baseScale decimals of the base price before deviations are taken, null for none
 * @param deviationScale decimals of the percent before marks are taken, null for none
 */
public record Rounding(
        int scoreScale,
        @Nullable Integer baseScale,
        @Nullable Integer deviationScale) {

    /** Decimals of a base price that is shown; the value behind it stays exact. */
    static final int SHOWN_BASE = 6;
    /** Decimals of a deviation that is shown, in percent. */
    static final int SHOWN_DEVIATION = 4;

    Ratio base(Ratio exact) {
        return baseScale == null ? exact : Ratio.of(exact.halfUp(baseScale));
    }

    Ratio percent(Ratio exact) {
        return deviationScale == null ? exact : Ratio.of(exact.halfUp(deviationScale));
    }

    List<String> inWords() {
        var words = new ArrayList<String>();
        words.add(
                baseScale == null
                        ? "基准价不取整，以分数精确参与计算；显示至多 " + SHOWN_BASE + " 位小数（HALF_UP 四舍五入，去掉末尾的 0）"
                        : "基准价先取 " + baseScale + " 位小数（HALF_UP 四舍五入）再参与计算");
        words.add(
                deviationScale == null
                        ? "偏差率 δ 不取整；显示 " + SHOWN_DEVIATION + " 位小数（百分数，HALF_UP 四舍五入）"
                        : "偏差率 δ（百分数）先取 " + deviationScale + " 位小数（HALF_UP 四舍五入）再计分");
        words.add("得分取 " + scoreScale + " 位小数（HALF_UP 四舍五入），名次按取整后的得分排");
        return words;
    }
}
