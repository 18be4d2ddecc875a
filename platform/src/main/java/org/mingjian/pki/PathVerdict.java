package org.mingjian.pki;

import java.time.Instant;

/** Whether a certificate may be used for a purpose at a time. */
public sealed interface PathVerdict {

    /**
     * It may.
     *
     * @param authority id of the trusted authority at the head of the path
     * @param until when this must be asked again: the end of a certificate or of what is known about revocation
     */
    record Valid(String authority, Instant until) implements PathVerdict {}

    /** @param about subject of the certificate in the path that has the problem */
    record Invalid(PathProblem problem, String about) implements PathVerdict {

        public String words() {
            return about.isEmpty() ? problem.words() : problem.words() + "（" + about + "）";
        }
    }

    default boolean isValid() {
        return this instanceof Valid;
    }
}
