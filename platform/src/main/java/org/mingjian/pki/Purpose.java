package org.mingjian.pki;

/** What a certificate is to be used for; an authority is trusted for each apart. */
public enum Purpose {
    LOGIN("登录"),
    SIGN("签名"),
    SEAL("加密封存");

    private final String title;

    Purpose(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
