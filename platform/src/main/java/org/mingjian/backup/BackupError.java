package org.mingjian.backup;

import org.mingjian.kernel.ErrorCode;

/** Why a backup cannot be taken. */
public enum BackupError implements ErrorCode {
    OUTSIDE_DATABASE(Kind.UNSUPPORTED, "外部数据库请用其自带工具备份"),
    NO_KEY(Kind.INVALID, "备份公钥不可用"),
    BUSY(Kind.CONFLICT, "正在备份，请稍后再试"),
    FAILED(Kind.UNAVAILABLE, "备份没有完成");

    private final Kind kind;
    private final String title;

    BackupError(Kind kind, String title) {
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
