package org.mingjian.kernel;

import java.util.List;

/** A form that cannot be taken as it is; the web layer answers 400 with every problem at its field. */
public final class InvalidFields extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    public InvalidFields(List<FieldProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    public static void throwIfAny(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidFields(problems);
        }
    }
}
