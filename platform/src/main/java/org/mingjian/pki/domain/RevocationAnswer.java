package org.mingjian.pki.domain;

import java.time.Instant;
import org.mingjian.pki.PathProblem;

/** What is known about the revocation of one certificate. */
public sealed interface RevocationAnswer {

    /** @param until how long this may be relied on */
    record Good(Instant until) implements RevocationAnswer {}

    record Revoked(Instant at) implements RevocationAnswer {}

    /** Nothing reliable is known, which is never taken for good. */
    record Unknown(PathProblem why) implements RevocationAnswer {}

    /** Finds it out. */
    interface Source {
        RevocationAnswer of(X509 certificate, X509 issuer, Instant at);
    }
}
