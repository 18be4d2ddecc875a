package org.mingjian.ops;

/**
 * The platform cannot start for a reason outside it. The message is one line that says what is wrong and what to do.
 */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefused(String whatToDo) {
        super(whatToDo);
    }

    public StartRefused(String whatToDo, Throwable cause) {
        super(whatToDo, cause);
    }
}
