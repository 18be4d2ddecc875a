package org.mingjian.kernel.command;

/** The call is wrong; the message is one line that says how to mend it. Exit code 2. */
public final class BadCall extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCall(String howToMend) {
        super(howToMend);
    }
}
