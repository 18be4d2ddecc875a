package org.mingjian.credit;

/** What happens to a credit record. */
public enum CreditFact {
    COLLECTED("credit.collected", "归集"),
    VERIFIED("credit.verified", "核实"),
    REJECTED("credit.rejected", "核实不属实"),
    PUBLISHED("credit.published", "公示"),
    APPEALED("credit.appealed", "申诉"),
    APPEAL_REFUSED("credit.appeal-refused", "申诉不成立"),
    APPEAL_UPHELD("credit.appeal-upheld", "申诉成立，撤销"),
    REPAIR_ASKED("credit.repair-asked", "申请信用修复"),
    REPAIR_REFUSED("credit.repair-refused", "不予修复"),
    REPAIRED("credit.repaired", "信用修复");

    private final String kind;
    private final String title;

    CreditFact(String kind, String title) {
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
