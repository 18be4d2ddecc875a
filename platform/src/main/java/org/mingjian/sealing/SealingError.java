package org.mingjian.sealing;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum SealingError implements ErrorCode {
    BID_NOT_FOUND(Kind.NOT_FOUND, "您单位在这宗交易中没有投标"),
    VERSION_NOT_FOUND(Kind.NOT_FOUND, "没有这个版本"),
    NOT_OPENED_YET(Kind.CONFLICT, "尚未开标"),
    OBJECTION_NOT_FOUND(Kind.NOT_FOUND, "没有这条异议"),
    NO_CREDIT_CODE(Kind.INVALID, "投标单位没有统一社会信用代码"),
    NO_CERTIFICATE(Kind.FORBIDDEN, "该账户没有可用的数字证书"),
    BAD_SIGNATURE(Kind.INVALID, "签名与本人证书不符"),
    UNKNOWN_OUTCOME(Kind.INVALID, "没有这种演练结果"),
    BAD_KEY(Kind.INVALID, "内容密钥应为 16 字节的 base64"),
    FILES_UNREADABLE(Kind.CONFLICT, "开标一览表已解密，但投标文件正文无法解密"),
    NOT_AN_OPENER(Kind.FORBIDDEN, "您不是这宗交易的开启人"),
    KEYS_UNUSABLE(Kind.UNAVAILABLE, "平台密钥不可用"),
    BID_UNREADABLE(Kind.UNAVAILABLE, "平台暂时读不出投标文件");

    private final Kind kind;
    private final String title;

    SealingError(Kind kind, String title) {
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
