package org.mingjian.expert;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum ExpertError implements ErrorCode {
    EXPERT_NOT_FOUND(Kind.NOT_FOUND, "专家库中没有这位专家"),
    ACCOUNT_TAKEN(Kind.CONFLICT, "该账户已对应一位专家"),
    WRONG_EXPERT_STATE(Kind.CONFLICT, "专家的状态不允许这样办理"),
    INVALID_EXPERT(Kind.INVALID, "专家信息填写有误");

    private final Kind kind;
    private final String title;

    ExpertError(Kind kind, String title) {
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
