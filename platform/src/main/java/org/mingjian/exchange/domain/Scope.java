package org.mingjian.exchange.domain;

/** How far a secret of a connected system reaches. */
public enum Scope {
    /** 联调: the test lane only, whatever is sent. */
    TRIAL("联调密钥"),
    /** 正式: every lane. */
    LIVE("正式密钥");

    private final String title;

    Scope(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
