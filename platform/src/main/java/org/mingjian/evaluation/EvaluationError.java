package org.mingjian.evaluation;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum EvaluationError implements ErrorCode {
    PANEL_NOT_FOUND(Kind.NOT_FOUND, "尚未申请组建评标委员会"),
    PANEL_EXISTS(Kind.CONFLICT, "已申请组建评标委员会"),
    SEAT_NOT_FOUND(Kind.NOT_FOUND, "没有这个评委席位"),
    WRONG_SEAT_STATE(Kind.CONFLICT, "席位的状态不允许这样办理"),
    EVALUATION_NOT_FOUND(Kind.NOT_FOUND, "尚未开始评标"),
    WRONG_EVALUATION_STATE(Kind.CONFLICT, "评标所处的步骤不允许这样办理"),
    INQUIRY_NOT_FOUND(Kind.NOT_FOUND, "没有这条澄清"),
    INVALID_MARK(Kind.INVALID, "评审意见填写有误"),
    INVALID_PANEL(Kind.INVALID, "评标委员会申请填写有误"),
    REPORT_NOT_FOUND(Kind.NOT_FOUND, "评标报告尚未形成"),
    BID_NOT_FOUND(Kind.NOT_FOUND, "没有这份投标"),
    FILE_NOT_FOUND(Kind.NOT_FOUND, "没有这份投标文件"),
    FILE_UNAVAILABLE(Kind.UNAVAILABLE, "平台暂时读不到这份文件"),
    NOT_SIGNED(Kind.FORBIDDEN, "签名或口令不正确");

    private final Kind kind;
    private final String title;

    EvaluationError(Kind kind, String title) {
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
