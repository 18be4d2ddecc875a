package org.mingjian.bench;

/** A program that a measurement needs is not on this machine; the message says in one line what to install. */
final class Missing extends Exception {

    private static final long serialVersionUID = 1L;

    Missing(String message) {
        super(message);
    }
}
