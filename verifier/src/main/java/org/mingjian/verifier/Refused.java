package org.mingjian.verifier;

/** A sealed bid that fails a check; the names of the checks are those of {@code docs/formats.md}. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String check;
    private final String words;

    Refused(String check, String words) {
        super(check + ": " + words);
        this.check = check;
        this.words = words;
    }

    static void unless(boolean holds, String check, String words) throws Refused {
        if (!holds) {
            throw new Refused(check, words);
        }
    }

    String check() {
        return check;
    }

    String words() {
        return words;
    }
}
