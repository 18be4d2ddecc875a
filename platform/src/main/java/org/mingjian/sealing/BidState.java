package org.mingjian.sealing;

/** Where one bid stands. */
public enum BidState {
    SEALED("已递交"),
    TAKEN_BACK("截止前撤回"),
    RETURNED("未开标退回"),
    WAITING("待解密"),
    OPENED("已解密"),
    FAILED("解密失败"),
    REVOKED("撤销"),
    WITHDRAWN("撤回");

    private final String title;

    BidState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
