package org.mingjian.exchange.domain;

/** What happens to an order to mend; each is recorded. */
public enum OrderFact {
    SENT("exchange.mendingOrdered", "责令限期整改"),
    DROPPED("exchange.mendingDropped", "不发出"),
    ANSWERED("exchange.mendingAnswered", "提交整改情况"),
    RETURNED("exchange.mendingReturned", "退回继续整改"),
    MISSED("exchange.mendingMissed", "逾期未改"),
    CENSURED("exchange.sourceCensured", "通报"),
    CLOSED("exchange.mendingClosed", "核实改正，办结");

    private final String kind;
    private final String title;

    OrderFact(String kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }
}
