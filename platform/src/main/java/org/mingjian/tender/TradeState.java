package org.mingjian.tender;

/** Where a trade stands; the numbers are those of the process table S1 … S14. */
public enum TradeState {
    REGISTERED("已进场", Stage.REGISTRATION),
    BIDDING("招标中", Stage.BIDDING),
    OPENING("开标中", Stage.OPENING),
    OPENED("已开标", Stage.OPENING),
    EVALUATING("评标中", Stage.EVALUATION),
    EVALUATED("评标完成", Stage.EVALUATION),
    PUBLICITY("公示中", Stage.PUBLICITY),
    SELECTED("已定标", Stage.AWARD),
    AWARDED("已发中标通知书", Stage.AWARD),
    CONTRACTED("已签约", Stage.CONTRACT),
    CLOSED("已办结", Stage.PERFORMANCE),
    SUSPENDED("已暂停", Stage.NOTICE),
    FAILED("招标失败", Stage.OPENING),
    TERMINATED("已终止", Stage.NOTICE);

    private final String title;
    private final Stage stage;

    TradeState(String title, Stage stage) {
        this.title = title;
        this.stage = stage;
    }

    public String title() {
        return title;
    }

    public Stage stage() {
        return stage;
    }
}
