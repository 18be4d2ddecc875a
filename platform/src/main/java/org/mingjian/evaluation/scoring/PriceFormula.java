package org.mingjian.evaluation.scoring;

/**
 * 评标基准价公式 PF-1 … PF-10. Each is a value that holds its parameters; the tender documents choose one and nothing
 * is assumed for them (招标投标法实施条例 §49: 招标文件没有规定的评标标准和方法不得作为评标的依据).
 */
public sealed interface PriceFormula
        permits LowestPrice,
                DiscountedMean,
                TrimmedMean,
                CeilingBlend,
                TwoFactors,
                ThreeParts,
                DrawnMean,
                BudgetMidpoint,
                IterativeExclusion,
                BandExclusion,
                StatedBase {

    /** PF-1 … PF-10, or PF-0 for a base price that is given. */
    String code();

    /**
     * @param offers at least one
     * @throws InvalidSheet when these offers leave the formula without a value, or a drawn value is not among the
     *     candidates
     */
    Base base(Offers offers);
}
