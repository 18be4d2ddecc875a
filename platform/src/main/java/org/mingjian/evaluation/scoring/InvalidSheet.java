package org.mingjian.evaluation.scoring;

/** A scoring sheet that cannot be scored: names the key and says in one line how to mend it. */
public final class InvalidSheet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    public InvalidSheet(String key, String message) {
        super(key + ": " + message);
        this.key = key;
    }

    /** Path of the key in the sheet, as {@code parameters.k} or {@code bids[3].price}. */
    public String key() {
        return key;
    }
}
