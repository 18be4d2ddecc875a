package org.mingjian.deposit;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum DepositError implements ErrorCode {
    DEPOSIT_EXISTS(Kind.CONFLICT, "已经递交过投标保证金"),
    DEPOSIT_NOT_FOUND(Kind.NOT_FOUND, "没有这笔保证金"),
    DEPOSIT_RETURNED(Kind.CONFLICT, "这笔保证金已经退还"),
    STATEMENT_UNREADABLE(Kind.INVALID, "银行流水读不懂");

    private final Kind kind;
    private final String title;

    DepositError(Kind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String title() {
        return title;
    }
}
