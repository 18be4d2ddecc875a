package org.mingjian.watch;

/** What a security administrator must look at, from the module that found it. */
public interface Alarms {

    /** The kinds. */
    enum Kind {
        PAGE_CHANGED("公开页面与存证不符"),
        MALWARE("上传文件含恶意代码"),
        CLOCK_OFF("服务器时钟偏差");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * Keeps the alarm and a fact of it, in a transaction of its own. The same subject with the same detail is told once
     * until somebody has dealt with it.
     *
     * @param subject what it is about, such as a notice's id; no personal data
     */
    void raise(Kind kind, String subject, String detail);
}
