package org.mingjian.draw;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum DrawError implements ErrorCode {
    DRAW_NOT_FOUND(Kind.NOT_FOUND, "没有这次抽取"),
    DRAW_SEALED(Kind.FORBIDDEN, "抽取记录依法尚未公开"),
    WRONG_DRAW_STATE(Kind.CONFLICT, "抽取所处的步骤不允许这样办理"),
    OTHER_COMMITMENT(Kind.CONFLICT, "已提交另一个承诺，不能更改"),
    WRONG_SEED(Kind.INVALID, "公开的随机数与承诺不符"),
    NOT_A_PARTY(Kind.FORBIDDEN, "本次抽取不由您提交随机数"),
    DRAW_KEY_UNUSABLE(Kind.UNAVAILABLE, "平台抽取密钥不可用");

    private final Kind kind;
    private final String title;

    DrawError(Kind kind, String title) {
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
