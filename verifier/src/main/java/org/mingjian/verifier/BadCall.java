package org.mingjian.verifier;

/** The command line is wrong; one line says how to mend it. */
final class BadCall extends Exception {

    private static final long serialVersionUID = 1L;

    private final String howToMend;

    BadCall(String howToMend) {
        super(howToMend);
        this.howToMend = howToMend;
    }

    String howToMend() {
        return howToMend;
    }
}
