package org.mingjian.sealing;

/** Where an opening stands, from the deadline on. */
public enum OpeningPhase {
    DECRYPTING("解密中"),
    PAUSED("平台故障，已暂停"),
    DECRYPTED("解密结束"),
    READ("已唱标"),
    RECORDED("开标记录已公布");

    private final String title;

    OpeningPhase(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
