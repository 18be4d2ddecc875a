package org.mingjian.contract;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum ContractError implements ErrorCode {
    NO_REPORT(Kind.CONFLICT, "评标报告尚未提交"),
    NO_PUBLICITY(Kind.CONFLICT, "尚未公示中标候选人"),
    NO_AWARD(Kind.CONFLICT, "尚未确定中标人"),
    NO_CONTRACT(Kind.CONFLICT, "尚未拟定合同"),
    OBJECTION_NOT_FOUND(Kind.NOT_FOUND, "没有这件异议"),
    NOT_A_CANDIDATE(Kind.INVALID, "不在中标候选人之内"),
    NOT_A_PARTY(Kind.FORBIDDEN, "您不是合同当事人"),
    BAD_SIGNATURE(Kind.INVALID, "签名与本人证书不符");

    private final Kind kind;
    private final String title;

    ContractError(Kind kind, String title) {
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
