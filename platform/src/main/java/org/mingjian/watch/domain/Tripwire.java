package org.mingjian.watch.domain;

/** How one kind of attack is known by how often something happens from one address within some minutes. */
public record Tripwire(String rule, String title, On on, int threshold, int minutes, Answer answer, String reason)
        implements Known {

    /** What is counted. */
    public enum On {
        LOGIN_FAILED,
        NOT_FOUND,
        PUBLIC_PAGE
    }
}
