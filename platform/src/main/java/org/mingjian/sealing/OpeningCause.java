package org.mingjian.sealing;

/** Why a bid was not opened; 20号令 §31 asks whose cause it is. */
public enum OpeningCause {
    NO_COMMAND("未在规定时间内发出解密指令", true),
    WRONG_KEY("密钥不是加密该文件所用的密钥", true),
    DAMAGED("投标文件加密时已损坏，存储内容与回执一致", true),
    MALFORMED("投标文件制作不合规", true),
    BAD_SIGNATURE("解密指令的签名与证书不符", true),
    EXPIRED_CERTIFICATE("数字证书已失效", true),
    NO_KEY("投标人声明密钥不可用", true),
    PLATFORM("平台原因未能解密", false);

    private final String words;
    private final boolean bidders;

    OpeningCause(String words, boolean bidders) {
        this.words = words;
        this.bidders = bidders;
    }

    public String words() {
        return words;
    }

    /** True where openers' shares can help: the bid is whole, only its bidder's own way to open it failed. */
    public boolean isRemediable() {
        return switch (this) {
            case WRONG_KEY, BAD_SIGNATURE, EXPIRED_CERTIFICATE, NO_KEY, PLATFORM -> true;
            case NO_COMMAND, DAMAGED, MALFORMED -> false;
        };
    }

    /** True where the bid counts as revoked 撤销, false where it counts as withdrawn 撤回. */
    public boolean isTheBidders() {
        return bidders;
    }
}
