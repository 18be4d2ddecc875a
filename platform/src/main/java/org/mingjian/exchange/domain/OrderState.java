package org.mingjian.exchange.domain;

/** 限期整改单: where it stands. */
public enum OrderState {
    DRAFTED("待发出"),
    ORDERED("整改中"),
    ANSWERED("待核实"),
    OVERDUE("逾期未改"),
    CENSURED("已通报"),
    CLOSED("已办结"),
    DROPPED("不发出");

    private final String title;

    OrderState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
