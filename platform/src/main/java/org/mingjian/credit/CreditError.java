package org.mingjian.credit;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum CreditError implements ErrorCode {
    RECORD_NOT_FOUND(Kind.NOT_FOUND, "没有这条信用记录"),
    SUBJECT_NOT_FOUND(Kind.NOT_FOUND, "没有这个主体"),
    NOT_YOUR_RECORD(Kind.FORBIDDEN, "这不是您单位的信用记录");

    private final Kind kind;
    private final String title;

    CreditError(Kind kind, String title) {
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
