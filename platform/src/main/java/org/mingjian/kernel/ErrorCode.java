package org.mingjian.kernel;

/** A failure that is neither a lawful refusal nor a bug; one enum per module implements it. */
public interface ErrorCode {

    enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        GONE,
        TOO_LARGE,
        UNSUPPORTED,
        TOO_MANY,
        UNAVAILABLE
    }

    String name();

    Kind kind();

    /** One sentence in Chinese for the person who reads it. */
    String title();
}
