package org.mingjian.evaluation.scoring;

import java.util.List;

/** The marks several experts gave to one bid for one criterion, taken together. */
public final class ExpertMarks {
    private ExpertMarks() {}

    /**
     * @param trims leave out one highest and one lowest mark before the mean
     * @throws InvalidSheet when there are too few marks for that
     */
    public static Ratio together(String path, List<Ratio> marks, boolean trims) {
        List<Ratio> counted = marks;
        if (trims) {
            if (marks.size() < 3) {
                throw new InvalidSheet(path, "needs at least 3 marks to leave out the highest and the lowest");
            }
            counted = marks.stream().sorted().toList().subList(1, marks.size() - 1);
        }
        if (counted.isEmpty()) {
            throw new InvalidSheet(path, "needs at least one mark");
        }
        Ratio sum = Ratio.ZERO;
        for (Ratio mark : counted) {
            sum = sum.plus(mark);
        }
        return sum.over(Ratio.of(counted.size()));
    }
}
