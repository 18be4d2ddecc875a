package org.mingjian.tender.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The difference of two texts by line: the shortest list of removals and additions. */
public final class LineDifference {

    /** What became of a line. */
    public enum Sign {
        SAME,
        REMOVED,
        ADDED
    }

    public record Line(Sign sign, String text) {}

    private LineDifference() {}

    /** Needs memory and time of the product of the two lengths; notices have some hundred lines. */
    public static List<Line> between(List<String> before, List<String> after) {
        int[][] common = common(before, after);
        List<Line> lines = new ArrayList<>();
        int i = before.size();
        int j = after.size();
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && before.get(i - 1).equals(after.get(j - 1))) {
                lines.add(new Line(Sign.SAME, before.get(i - 1)));
                i--;
                j--;
            } else if (j > 0 && (i == 0 || common[i][j - 1] >= common[i - 1][j])) {
                lines.add(new Line(Sign.ADDED, after.get(j - 1)));
                j--;
            } else {
                lines.add(new Line(Sign.REMOVED, before.get(i - 1)));
                i--;
            }
        }
        Collections.reverse(lines);
        return List.copyOf(lines);
    }

    /** Length of the longest common run of lines for every pair of beginnings. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = 1; i <= before.size(); i++) {
            for (int j = 1; j <= after.size(); j++) {
                common[i][j] = before.get(i - 1).equals(after.get(j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return common;
    }
}
