package org.mingjian.tender;

/** The parts into which a timeline is grouped. */
public enum Stage {
    REGISTRATION("进场登记"),
    NOTICE("招标公告与文件"),
    BIDDING("投标"),
    OPENING("开标"),
    EVALUATION("评标"),
    PUBLICITY("候选人公示"),
    AWARD("定标"),
    CONTRACT("合同"),
    PERFORMANCE("履约");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
