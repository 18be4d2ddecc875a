package org.mingjian.rules;

/** How sure the number and the article of a rule are. Only {@link #ORIGINAL} may refuse an act. */
public enum Certainty {
    /** 原: checked against the published text of the law. */
    ORIGINAL("原"),
    /** 引: taken from a second-hand text; may be changed by configuration. */
    QUOTED("引"),
    /** 知: written from knowledge, not checked; may be changed by configuration. */
    KNOWN("知");

    private final String mark;

    Certainty(String mark) {
        this.mark = mark;
    }

    public String mark() {
        return mark;
    }

    public boolean mayRefuse() {
        return this == ORIGINAL;
    }
}
