package org.mingjian.spec;

import java.util.ArrayList;
import java.util.List;

/** What the checks found: problems refuse a record, warnings do not. */
public record Checked(List<Problem> problems, List<Problem> warnings) {

    /** Nothing found. */
    public static final Checked GOOD = new Checked(List.of(), List.of());

    public boolean ok() {
        return problems.isEmpty();
    }

    /** Both findings together. */
    public Checked and(Checked other) {
        return new Checked(joined(problems, other.problems), joined(warnings, other.warnings));
    }

    private static List<Problem> joined(List<Problem> one, List<Problem> two) {
        if (one.isEmpty() || two.isEmpty()) {
            return one.isEmpty() ? two : one;
        }
        List<Problem> all = new ArrayList<>(one);
        all.addAll(two);
        return all;
    }
}
