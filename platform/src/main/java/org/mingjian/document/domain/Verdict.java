package org.mingjian.document.domain;

/** What a look for malicious code came to. */
public sealed interface Verdict {

    /** Nothing found. */
    record Clean() implements Verdict {}

    /** @param signature as the scanner names what it found */
    record Infected(String signature) implements Verdict {}

    /** Encrypted for its opening: there is nothing to see before. */
    record Sealed() implements Verdict {}

    /** Larger than the scanner takes; it will not be otherwise later. */
    record TooLarge() implements Verdict {}

    /** The store does not hold it: there is nothing to look at. */
    record Missing() implements Verdict {}

    /** No scanner, or it hung, died or spoke nonsense: to be looked at later. */
    record Unscanned(String why) implements Verdict {}
}
