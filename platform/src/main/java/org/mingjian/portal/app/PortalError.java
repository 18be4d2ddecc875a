package org.mingjian.portal.app;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum PortalError implements ErrorCode {
    TRADE_NOT_FOUND(Kind.NOT_FOUND, "没有这宗交易"),
    NOTICE_NOT_FOUND(Kind.NOT_FOUND, "没有这份公告"),
    FILE_NOT_FOUND(Kind.NOT_FOUND, "没有公开的文件有这个摘要"),
    FACT_NOT_FOUND(Kind.NOT_FOUND, "日志中没有这一条"),
    SCORES_SEALED(Kind.NOT_FOUND, "评分记录在中标候选人公示时公布，现在还没有"),
    SUBJECT_NOT_FOUND(Kind.NOT_FOUND, "没有这个市场主体"),
    CREDIT_NOT_FOUND(Kind.NOT_FOUND, "没有公示中的这条信用记录：可能已期满、修复或撤销"),
    FILE_UNREADABLE(Kind.UNAVAILABLE, "文件暂时读不出来，请稍后重试"),
    FILE_GONE(Kind.GONE, "文件不再提供"),
    WITHHELD(Kind.UNAVAILABLE, "此页含不应公开的内容，已停止显示并报告"),
    PAGE_NOT_FOUND(Kind.NOT_FOUND, "没有这个页面");

    private final Kind kind;
    private final String title;

    PortalError(Kind kind, String title) {
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
