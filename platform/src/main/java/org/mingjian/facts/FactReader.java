package org.mingjian.facts;

import java.util.List;

/**
 * Something that reads the facts and keeps its own tables: portal, supervision, exchange. It is called in order, in one
 * transaction with the position it has reached; it may be called again with the same facts after a crash only when
 * that transaction was lost, and it must give the same answer when rebuilt from nothing.
 */
public interface FactReader {

    /** Stable lower-case name; {@code ./mingjian rebuild NAME}. */
    String name();

    /** Empties the reader's own tables. */
    void reset();

    void read(List<Fact> facts);

    /** Called after the transaction of {@link #read} committed: caches, live pages. */
    default void committed(List<Fact> facts) {}
}
