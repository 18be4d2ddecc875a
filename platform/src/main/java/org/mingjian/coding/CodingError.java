package org.mingjian.coding;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum CodingError implements ErrorCode {
    SERIALS_USED_UP(Kind.CONFLICT, "该前缀下的流水号已用完"),
    TRADE_CLASS_UNKNOWN(Kind.INVALID, "没有这个公共资源交易分类代码");

    private final Kind kind;
    private final String title;

    CodingError(Kind kind, String title) {
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
