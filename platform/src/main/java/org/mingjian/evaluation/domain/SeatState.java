package org.mingjian.evaluation.domain;

/** Where a seat of the panel stands. */
public enum SeatState {
    CALLED("待应答", true),
    ACCEPTED("已接受", true),
    SIGNED_IN("已签到，待回避声明", true),
    SEATED("已就座", true),
    DECLINED("不能参加", false),
    RECUSED("回避", false),
    ABSENT("迟到或缺席", false);

    private final String title;
    private final boolean live;

    SeatState(String title, boolean live) {
        this.title = title;
        this.live = live;
    }

    public String title() {
        return title;
    }

    /** True while the seat counts for the panel. */
    public boolean isLive() {
        return live;
    }
}
