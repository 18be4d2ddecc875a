package org.mingjian.walk;

import java.util.concurrent.ExecutionException;

/** The walk cannot go on, or what it found differs from the record; the message says where. */
final class WalkFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WalkFailed(String message) {
        super(message);
    }

    static WalkFailed because(ExecutionException e) {
        Throwable cause = e.getCause();
        return new WalkFailed(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
    }
}
