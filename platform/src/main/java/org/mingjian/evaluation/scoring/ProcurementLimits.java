package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the law fixes for government procurement, whatever the documents say (政府采购评审硬约束). */
final class ProcurementLimits {

    private static final String BASIS_87 = "财政部令第87号 §55";
    private static final String BASIS_214 = "财库〔2014〕214号 §24";
    private static final Ratio SCREEN_MOST = Ratio.of("0.65");

    private ProcurementLimits() {}

    /** Share of the price in the total, by what is bought: at least, and for consultation at most. */
    private record Share(Ratio least, Ratio most, String basis) {
        static Share of(String least, String most, String basis) {
            return new Share(Ratio.of(least), Ratio.of(most), basis);
        }
    }

    static List<RuleProblem> problems(Keys sheet, PriceFormula formula, Ratio share) {
        boolean goods = sheet.choice("kind", Map.of("goods", true, "services", false));
        boolean consultation = sheet.choice("procedure", Map.of("open", false, "consultation", true));
        Share limits = consultation
                ? Share.of(goods ? "0.3" : "0.1", goods ? "0.6" : "0.3", BASIS_214)
                : Share.of(goods ? "0.3" : "0.1", "1", BASIS_87);
        var problems = new ArrayList<RuleProblem>();
        if (share.compareTo(limits.least()) < 0 || share.compareTo(limits.most()) > 0) {
            problems.add(new RuleProblem(
                    "procurement.price.weight",
                    limits.basis(),
                    (goods ? "货物" : "服务") + "项目价格权重为 " + percent(share) + "，应在 " + percent(limits.least()) + " 至 "
                            + percent(limits.most()) + " 之间"));
        }
        if (!(formula instanceof LowestPrice)) {
            problems.add(new RuleProblem(
                    "procurement.price.lowestFirst", BASIS_87, "综合评分法的价格分应采用低价优先法（PF-1），不得去掉最高报价和最低报价，不得用平均价作基准价"));
        }
        return List.copyOf(problems);
    }

    /** {@code "lowPrice":{"mean","second","ceiling"}} with {@code control} as ceiling. */
    static Optional<LowPriceScreen> screen(Keys sheet) {
        if (!sheet.has("lowPrice")) {
            return Optional.empty();
        }
        Keys ratios = sheet.object("lowPrice");
        var screen = new LowPriceScreen(
                ratio(ratios, "mean", "0.5"),
                ratio(ratios, "second", "0.5"),
                ratio(ratios, "ceiling", "0.45"),
                sheet.positive("control"));
        ratios.nothingElse();
        return Optional.of(screen);
    }

    private static Ratio ratio(Keys ratios, String key, String least) {
        Ratio ratio = ratios.ratio(key);
        if (ratio.compareTo(Ratio.of(least)) < 0 || ratio.compareTo(SCREEN_MOST) > 0) {
            throw new InvalidSheet(
                    ratios.path(key), "must be from " + least + " to " + SCREEN_MOST.shown(2) + " (财库〔2026〕2号)");
        }
        return ratio;
    }

    private static String percent(Ratio share) {
        return share.times(Ratio.HUNDRED).shown(4) + "%";
    }
}
