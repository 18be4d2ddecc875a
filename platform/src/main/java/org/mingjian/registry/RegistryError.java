package org.mingjian.registry;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum RegistryError implements ErrorCode {
    ENTRY_INVALID(Kind.INVALID, "登记项不完整"),
    ENTRY_NOT_FOUND(Kind.NOT_FOUND, "没有这个登记项"),
    ENTRY_CHANGED(Kind.CONFLICT, "登记项已被他人修改，请重新打开"),
    OUTAGE_INVALID(Kind.INVALID, "停用报告不完整"),
    OUTAGE_NOT_FOUND(Kind.NOT_FOUND, "没有这次停用"),
    OUTAGE_CLOSED(Kind.CONFLICT, "这次停用已结案"),
    OUTSIDE_REGION(Kind.FORBIDDEN, "不在您的区域内"),
    MESSAGE_BROKEN(Kind.INVALID, "下级报来的登记内容不能接受");

    private final Kind kind;
    private final String title;

    RegistryError(Kind kind, String title) {
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
