package org.mingjian.evaluation.scoring;

import java.util.List;

/** A whole scoring sheet: method, parameters and bids. */
public sealed interface ScoringSheet permits PriceSheet, ComprehensiveSheet, LowestEvaluatedSheet {

    /** What the law forbids in this sheet, empty when it may be used. */
    List<RuleProblem> problems();

    /** @throws InvalidSheet when these bids leave the method without an answer */
    Scores score();
}
