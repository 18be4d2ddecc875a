package org.mingjian.sealing.domain;

/** A sealed bid failed a check; says which, with a detail for the expert. */
public final class EnvelopeRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final EnvelopeProblem problem;
    private final String detail;

    public EnvelopeRefused(EnvelopeProblem problem, String detail) {
        super(problem + ": " + detail);
        this.problem = problem;
        this.detail = detail;
    }

    public EnvelopeProblem problem() {
        return problem;
    }

    /** In English, for logs and for the offline commands. */
    public String detail() {
        return detail;
    }
}
