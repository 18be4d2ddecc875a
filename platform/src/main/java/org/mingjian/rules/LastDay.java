package org.mingjian.rules;

/** What becomes of a period in 日 whose last day (末日) is not a working day. */
public enum LastDay {
    /** It stays. */
    NONE,
    /** 法定节假日 (a rest period that holds an announced holiday): moves to the first working day after it. */
    PUBLIC_HOLIDAY,
    /** 法定休假日 (民法典 §203), plain weekends too: moves to the next working day. */
    REST_DAY
}
