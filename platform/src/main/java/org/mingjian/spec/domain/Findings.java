package org.mingjian.spec.domain;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.spec.Checked;
import org.mingjian.spec.Field;
import org.mingjian.spec.Problem;

/** Collects what checks find; makes no object while nothing is found. At most {@value #MOST} of each kind. */
public final class Findings {

    static final int MOST = 200;

    private final Catalogue catalogue;
    private final boolean trial;
    private List<Problem> problems = List.of();
    private List<Problem> warnings = List.of();

    /** @param trial of the second channel, where the made-up region 99 of sandboxes and tests may stand */
    Findings(Catalogue catalogue, boolean trial) {
        this.catalogue = catalogue;
        this.trial = trial;
    }

    boolean trial() {
        return trial;
    }

    void add(Rule rule, Field field, String value, String more) {
        add(rule, Catalogue.Said.of(field, value, more));
    }

    /** A finding about a part of the message that is no field, such as {@code key}. */
    public void add(Rule rule, String part, String value, String more) {
        add(rule, new Catalogue.Said(part, part, value, more));
    }

    private void add(Rule rule, Catalogue.Said said) {
        if (catalogue.of(rule).blocks()) {
            problems = added(problems, rule, said);
        } else {
            warnings = added(warnings, rule, said);
        }
    }

    private List<Problem> added(List<Problem> list, Rule rule, Catalogue.Said said) {
        List<Problem> open = list.isEmpty() ? new ArrayList<>() : list;
        if (open.size() < MOST) {
            open.add(catalogue.problem(rule, said));
        }
        return open;
    }

    boolean none() {
        return problems.isEmpty();
    }

    public Checked checked() {
        return problems.isEmpty() && warnings.isEmpty() ? Checked.GOOD : new Checked(problems, warnings);
    }
}
