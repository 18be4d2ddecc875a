package org.mingjian.opendata.app;

import org.mingjian.kernel.ErrorCode;

/** What can go wrong when open data is asked for. */
public enum OpenDataError implements ErrorCode {
    RECORD_NOT_FOUND(Kind.NOT_FOUND, "没有这个开放合同标识的交易"),
    RELEASE_NOT_FOUND(Kind.NOT_FOUND, "没有这个标识的发布"),
    WITHHELD(Kind.UNAVAILABLE, "内容含有不宜公开的个人信息，暂不开放");

    private final Kind kind;
    private final String title;

    OpenDataError(Kind kind, String title) {
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
