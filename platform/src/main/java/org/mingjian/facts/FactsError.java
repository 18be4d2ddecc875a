package org.mingjian.facts;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum FactsError implements ErrorCode {
    FACT_NOT_FOUND(Kind.NOT_FOUND, "没有这条事实"),
    NOT_SEQUENCED(Kind.UNAVAILABLE, "事实已记录，存证序号稍后生成，请重试"),
    TILE_NOT_FOUND(Kind.NOT_FOUND, "没有这个日志分片"),
    READER_NOT_FOUND(Kind.NOT_FOUND, "没有这个读取者");

    private final Kind kind;
    private final String title;

    FactsError(Kind kind, String title) {
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
