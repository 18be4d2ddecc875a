package org.mingjian.expert;

/** Where an expert stands in the pool. */
public enum ExpertState {
    ACTIVE("在库"),
    PAUSED("暂停"),
    RETIRED("退出");

    private final String title;

    ExpertState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
