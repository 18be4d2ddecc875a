package org.mingjian.cosigner;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum CosignerError implements ErrorCode {
    NOT_A_COSIGNATURE(Kind.INVALID, "不是登记的联署方对本日志检查点的联署"),
    NO_CONFLICT(Kind.INVALID, "所称的冲突不成立：本日志包含这两个检查点，或它们不是本日志签署的"),
    BAD_KEY(Kind.INVALID, "联署方公钥行不正确"),
    COSIGNER_NOT_FOUND(Kind.NOT_FOUND, "没有这个联署方"),
    CONFLICT_NOT_FOUND(Kind.NOT_FOUND, "没有这项发现"),
    CONFLICT_ANSWERED(Kind.CONFLICT, "这项发现已经答复");

    private final Kind kind;
    private final String title;

    CosignerError(Kind kind, String title) {
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
