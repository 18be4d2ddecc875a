package org.mingjian.draw;

/** Where a draw stands. */
public enum DrawState {
    COMMITTING("待提交随机数承诺"),
    REVEALING("待公开随机数"),
    DRAWN("已抽取"),
    ABANDONED("作废");

    private final String title;

    DrawState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public boolean isUnderWay() {
        return this == COMMITTING || this == REVEALING;
    }
}
