package org.mingjian.sealing.domain;

/** The check of a sealed bid that failed, and what that means for whom. */
public enum EnvelopeProblem {
    MAGIC(EnvelopeCause.MALFORMED, "不是加密投标文件"),
    HEADER_LENGTH(EnvelopeCause.MALFORMED, "文件头长度不合规"),
    HEADER_JSON(EnvelopeCause.MALFORMED, "文件头无法读取"),
    HEADER_FORM(EnvelopeCause.MALFORMED, "文件头不是规范形式"),
    HEADER_CONTENT(EnvelopeCause.MALFORMED, "文件头内容不完整或不合规"),
    CERTIFICATE(EnvelopeCause.MALFORMED, "投标人证书与文件头不一致"),
    RECIPIENT(EnvelopeCause.MALFORMED, "密钥信封不合规"),
    OPENERS(EnvelopeCause.MALFORMED, "没有按招标文件为全体开启人分份密封"),
    OTHER_TENDER(EnvelopeCause.OTHER_TENDER, "文件是为其他标段加密的"),
    OTHER_BIDDER(EnvelopeCause.OTHER_TENDER, "文件不是该投标人加密的"),
    CHUNK_FRAME(EnvelopeCause.MALFORMED, "数据块结构不合规"),
    CHUNK_COUNT(EnvelopeCause.DAMAGED, "数据块数量不符"),
    TRUNCATED(EnvelopeCause.DAMAGED, "文件不完整，未传完或被截断"),
    TRAILING_BYTES(EnvelopeCause.DAMAGED, "文件末尾有多余内容"),
    DIGEST(EnvelopeCause.DAMAGED, "文件摘要不符，内容已损坏"),
    SIGNATURE(EnvelopeCause.DAMAGED, "投标人签名无效"),
    WRONG_KEY(EnvelopeCause.WRONG_KEY, "密钥不是加密该文件所用的密钥"),
    KEY_ENVELOPE(EnvelopeCause.DAMAGED, "密钥信封已损坏"),
    SHARE(EnvelopeCause.DAMAGED, "开启人份额与投标文件中的承诺不符"),
    CHUNK_SEAL(EnvelopeCause.DAMAGED, "数据块无法解密，内容已损坏"),
    SHEET(EnvelopeCause.MALFORMED, "开标一览表不合规"),
    ARCHIVE(EnvelopeCause.MALFORMED, "投标文件目录不合规"),
    FILE_NAME(EnvelopeCause.MALFORMED, "投标文件中有不允许的文件名"),
    FILE_DIGEST(EnvelopeCause.DAMAGED, "投标文件摘要不符");

    private final EnvelopeCause cause;
    private final String words;

    EnvelopeProblem(EnvelopeCause cause, String words) {
        this.cause = cause;
        this.words = words;
    }

    public EnvelopeCause cause() {
        return cause;
    }

    /** What is shown to people. */
    public String words() {
        return words;
    }
}
