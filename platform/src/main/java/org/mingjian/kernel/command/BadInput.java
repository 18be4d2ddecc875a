package org.mingjian.kernel.command;

/**
 * The content of a file cannot be read as what it should be. Printed as {@code {"ok":false,"problem":…}}, exit code
 * 1.
 */
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInput(String problem) {
        super(problem);
    }
}
