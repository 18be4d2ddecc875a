package org.mingjian.verifier;

/** What was given cannot be read as what it should be; one line says why. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    public Unreadable(String why) {
        super(why);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
