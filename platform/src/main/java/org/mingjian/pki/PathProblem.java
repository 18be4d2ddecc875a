package org.mingjian.pki;

/** Why a certificate is not accepted; each with words for the person who holds it. */
public enum PathProblem {
    MALFORMED("证书格式不正确"),
    SELF_SIGNED("自签名证书，不受信任"),
    UNKNOWN_ISSUER("颁发机构不在信任名单内，或缺少中间证书"),
    NAME_CHAINING("证书的颁发者与上级证书的名称不一致"),
    BAD_SIGNATURE("证书签名不正确"),
    WEAK_ALGORITHM("证书使用的算法或密钥长度已不允许使用"),
    NOT_YET_VALID("证书尚未生效"),
    EXPIRED("证书已过期"),
    NOT_AN_AUTHORITY("中间证书不是颁发机构证书"),
    PATH_TOO_LONG("证书链超过颁发机构允许的长度"),
    NAME_NOT_PERMITTED("证书主体超出颁发机构获准的名称范围"),
    UNKNOWN_CRITICAL_EXTENSION("证书含有无法识别的关键扩展"),
    WRONG_PURPOSE("证书的用途不符"),
    PURPOSE_NOT_TRUSTED("该颁发机构未获准用于此用途"),
    REVOKED("证书已被吊销"),
    AUTHORITY_REVOKED("上级颁发机构证书已被吊销"),
    CRL_MISSING("取不到颁发机构的吊销列表，无法确认证书状态"),
    CRL_EXPIRED("颁发机构的吊销列表已过期，无法确认证书状态"),
    CRL_UNUSABLE("颁发机构的吊销列表不能使用（签名、范围或关键扩展）"),
    OCSP_UNAVAILABLE("在线证书状态查询没有得到可用的答复");

    private final String words;

    PathProblem(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** True when the fault is a service's, so that trying again later may help. */
    public boolean isPassing() {
        return this == CRL_MISSING || this == CRL_EXPIRED || this == OCSP_UNAVAILABLE;
    }
}
