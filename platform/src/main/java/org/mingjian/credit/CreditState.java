package org.mingjian.credit;

/** Where a credit record stands. */
public enum CreditState {
    COLLECTED("已归集"),
    VERIFIED("已核实"),
    PUBLISHED("已公示"),
    APPEALED("申诉中"),
    REPAIR_ASKED("申请修复"),
    REPAIRED("已修复"),
    WITHDRAWN("已撤销");

    private final String title;

    CreditState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** True while the record counts against or for its subject. */
    public boolean isInForce() {
        return this == PUBLISHED || this == APPEALED || this == REPAIR_ASKED;
    }
}
