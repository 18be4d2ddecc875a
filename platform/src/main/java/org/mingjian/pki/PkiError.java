package org.mingjian.pki;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum PkiError implements ErrorCode {
    AUTHORITY_NOT_FOUND(Kind.NOT_FOUND, "信任名单内没有这个颁发机构"),
    AUTHORITY_UNUSABLE(Kind.INVALID, "这张证书不能作为颁发机构加入信任名单"),
    NOT_IN_PRODUCTION(Kind.FORBIDDEN, "生产环境不使用开发证书颁发机构：请使用依法设立的电子认证服务机构的证书（电子签名法 §16）"),
    CHANNEL_NOT_FOUND(Kind.NOT_FOUND, "没有这个签名服务");

    private final Kind kind;
    private final String title;

    PkiError(Kind kind, String title) {
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
