package org.mingjian.watch;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum WatchError implements ErrorCode {
    BARRIER_NOT_FOUND(Kind.NOT_FOUND, "没有这项限制，或已解除"),
    ALARM_NOT_FOUND(Kind.NOT_FOUND, "没有这条告警，或已处理"),
    BAD_BARRIER(Kind.INVALID, "限制的对象、期限或理由不符合要求");

    private final Kind kind;
    private final String title;

    WatchError(Kind kind, String title) {
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
