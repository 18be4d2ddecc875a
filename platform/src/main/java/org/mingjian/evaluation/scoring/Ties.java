package org.mingjian.evaluation.scoring;

/** What happens to bids with the same marks (并列). */
public enum Ties {
    /** 得分相同的按评审价由低到高排列，评审价也相同的并列 (财政部令第87号 §57). */
    LOWER_PRICE("得分相同，评审价低者在前；评审价也相同的并列"),
    /** Equal marks share the rank; the documents say who decides. */
    SHARED("得分相同的并列");

    private final String words;

    Ties(String words) {
        this.words = words;
    }

    String inWords() {
        return words;
    }
}
