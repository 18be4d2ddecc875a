package org.mingjian.sealing;

/** Whose cause it is that a bid was not opened, and what follows from it (电子招标投标办法 §31). */
public enum Blame {
    /** The time is not over. */
    OPEN("未定", "时限内可以重试"),
    BIDDER("投标人原因", "视为撤销投标文件"),
    OTHERS("投标人之外的原因", "视为撤回投标文件，可以要求赔偿"),
    /** What is on record does not decide it: people do, two of them. */
    PENDING("原因待认定", "由主持人和第二人依据证据认定，认定前不唱标"),
    NONE("已解密", "");

    private final String title;
    private final String consequence;

    Blame(String title, String consequence) {
        this.title = title;
        this.consequence = consequence;
    }

    public String title() {
        return title;
    }

    public String consequence() {
        return consequence;
    }
}
