package org.mingjian.intake;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum IntakeError implements ErrorCode {
    REGISTRATION_NOT_FOUND(Kind.NOT_FOUND, "没有这份进场登记"),
    STALE_VERSION(Kind.CONFLICT, "内容已被他人更新，请刷新后再办"),
    NOT_YOUR_REGISTRATION(Kind.FORBIDDEN, "这不是您单位的进场登记"),
    FILE_NOT_FOUND(Kind.NOT_FOUND, "没有这份附件"),
    FILE_UNAVAILABLE(Kind.UNAVAILABLE, "平台暂时读不到这份附件"),
    CENTRE_WITHOUT_CODE(Kind.INVALID, "受理单位没有登记统一社会信用代码，不能赋码");

    private final Kind kind;
    private final String title;

    IntakeError(Kind kind, String title) {
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
