package org.mingjian.draw;

import java.util.Locale;

/** Whose seeds make a draw; in the order in which they are put together. */
public enum DrawParty {
    TENDERER("招标人"),
    SUPERVISOR("监督部门"),
    PLATFORM("平台");

    private final String title;

    DrawParty(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Lower-case, for files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
