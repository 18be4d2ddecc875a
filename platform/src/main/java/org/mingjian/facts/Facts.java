package org.mingjian.facts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The record of what happened. Writing joins the caller's transaction: state and fact stand or fall together. */
public interface Facts {

    /** @throws IllegalStateException outside a transaction */
    Recorded record(NewFact fact);

    /** Several facts at once, in this order; one round trip for many (an opening, an import). */
    List<Recorded> recordAll(List<NewFact> facts);

    /**
     * A fact that changes no state (a login, a refusal, a look at something), in a transaction that it shares with the
     * other facts that arrive at the same moment: many writers, one commit. Returns when it is durable.
     *
     * @throws IllegalStateException inside a transaction, whose fate it would not share
     */
    Recorded append(NewFact fact);

    /**
     * Makes secret facts public from now on, by a lawful cause, and records that as a fact of the same stream
     * ({@code facts.disclosed}) that names the digests.
     */
    Recorded disclose(String stream, List<Long> ids, Actor actor, String basis);

    /** All facts of a stream in order, content opened; the caller decides who may see it. */
    List<Fact> ofStream(String stream);

    Optional<Fact> find(long id);

    /** Sequenced facts after a position, in order, content opened; for readers. */
    List<Fact> after(long position, int limit);

    /** The last position given out. */
    long head();

    /**
     * Everything an outsider needs to check one fact offline: content, entry, inclusion proof, signed checkpoint.
     * Waits until the sequencer has placed it.
     *
     * @param type {@code receipt} or {@code fact}, written into the file
     * @throws org.mingjian.kernel.PlatformException UNAVAILABLE when not sequenced within the time
     */
    Evidence evidence(long id, String type, Duration patience);
}
