package org.mingjian.spec;

import org.mingjian.kernel.ErrorCode;

/** What can be asked for and is not there. */
public enum SpecError implements ErrorCode {
    NO_VERSION("没有这个版本的数据规范"),
    NO_DATASET("这个版本没有这个编号的数据集"),
    NO_FIELD("数据集没有这个字段"),
    NO_CODE_SET("没有这个代码集");

    private final String title;

    SpecError(String title) {
        this.title = title;
    }

    @Override
    public Kind kind() {
        return Kind.NOT_FOUND;
    }

    @Override
    public String title() {
        return title;
    }
}
