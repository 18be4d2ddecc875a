package org.mingjian.tender;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum TenderError implements ErrorCode {
    TRADE_NOT_FOUND(Kind.NOT_FOUND, "没有这宗交易"),
    STALE_VERSION(Kind.CONFLICT, "内容已被他人更新，请刷新后再办"),
    DOCUMENT_NOT_FOUND(Kind.NOT_FOUND, "没有这份文件"),
    DOCUMENT_UNAVAILABLE(Kind.UNAVAILABLE, "平台暂时读不到这份文件"),
    QUESTION_NOT_FOUND(Kind.NOT_FOUND, "没有这个疑问"),
    OBJECTION_NOT_FOUND(Kind.NOT_FOUND, "没有这个异议"),
    FACT_NOT_FOUND(Kind.NOT_FOUND, "没有这条记录"),
    VERSION_NOT_FOUND(Kind.NOT_FOUND, "没有这个版本"),
    NOT_YOUR_TRADE(Kind.FORBIDDEN, "这不是您单位的交易"),
    INVALID_TERMS(Kind.INVALID, "招标条款填写有误");

    private final Kind kind;
    private final String title;

    TenderError(Kind kind, String title) {
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
