package org.mingjian.sealing;

/** Why a bid was not opened; 20号令 §31 asks whose cause it is. */
public enum OpeningCause {
    NO_COMMAND("未在规定时间内发出解密指令"),
    WRONG_KEY("密钥不是加密该文件所用的密钥"),
    DAMAGED("投标文件加密时已损坏，存储内容与回执一致"),
    MALFORMED("投标文件制作不合规"),
    BAD_SIGNATURE("解密指令的签名与证书不符"),
    EXPIRED_CERTIFICATE("数字证书已失效"),
    NO_KEY("投标人声明密钥不可用"),
    NETWORK("投标人申报网络故障，解密指令未能到达平台"),
    PLATFORM("平台原因未能解密");

    private final String words;

    OpeningCause(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** True where openers' shares can help: the bid is whole, only its bidder's own way to open it failed. */
    public boolean isRemediable() {
        return switch (this) {
            case WRONG_KEY, BAD_SIGNATURE, EXPIRED_CERTIFICATE, NO_KEY, NETWORK, PLATFORM -> true;
            case NO_COMMAND, DAMAGED, MALFORMED -> false;
        };
    }
}
