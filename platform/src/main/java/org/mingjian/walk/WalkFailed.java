package org.mingjian.walk;

/** The walk cannot go on, or what it found differs from the record; the message says where. */
final class WalkFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WalkFailed(String message) {
        super(message);
    }
}
