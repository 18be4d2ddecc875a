package org.mingjian.party;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum PartyError implements ErrorCode {
    SUBJECT_NOT_FOUND(Kind.NOT_FOUND, "没有这个主体"),
    FORM_NOT_FOUND(Kind.NOT_FOUND, "没有这种登记表"),
    ENTRY_NOT_FOUND(Kind.NOT_FOUND, "没有这条登记"),
    NOT_YOURS(Kind.FORBIDDEN, "这不是您单位的登记"),
    STALE_VERSION(Kind.CONFLICT, "登记已有更新的版本，请刷新后再改");

    private final Kind kind;
    private final String title;

    PartyError(Kind kind, String title) {
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
