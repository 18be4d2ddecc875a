package org.mingjian.watch.domain;

/** A named rule by which an attack is known. */
public interface Known {

    /** What is done about it. */
    enum Answer {
        REFUSE,
        COUNT
    }

    String rule();

    String title();

    Answer answer();

    String reason();
}
