package org.mingjian.document;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum DocumentError implements ErrorCode {
    DOCUMENT_NOT_FOUND(Kind.NOT_FOUND, "没有这份文件"),
    UPLOAD_NOT_FOUND(Kind.NOT_FOUND, "没有这次上传"),
    UPLOAD_EXPIRED(Kind.GONE, "这次上传已过期，请重新上传"),
    UPLOAD_BUSY(Kind.CONFLICT, "这次上传正由另一连接写入，请稍候续传"),
    OFFSET_MISMATCH(Kind.CONFLICT, "续传位置与服务器已收到的不一致，请先查询位置"),
    BEYOND_LENGTH(Kind.TOO_LARGE, "收到的字节超过申报的文件大小"),
    FILE_TOO_LARGE(Kind.TOO_LARGE, "单个文件不得超过 4 GB"),
    BAD_UPLOAD_REQUEST(Kind.INVALID, "上传请求不符合断点续传协议"),
    BAD_FILE_NAME(Kind.INVALID, "文件名不符合要求"),
    WRONG_FILE_TYPE(Kind.UNSUPPORTED, "文件类型不允许，或内容与扩展名不符"),
    INFECTED(Kind.UNSUPPORTED, "文件含恶意代码"),
    INFECTED_WITHHELD(Kind.GONE, "这份文件查出恶意代码，已停止下载"),
    STORE_UNAVAILABLE(Kind.UNAVAILABLE, "平台文件存储暂不可用，请稍后续传"),
    STORE_FULL(Kind.UNAVAILABLE, "平台存储空间不足，请联系交易中心");

    private final Kind kind;
    private final String title;

    DocumentError(Kind kind, String title) {
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
