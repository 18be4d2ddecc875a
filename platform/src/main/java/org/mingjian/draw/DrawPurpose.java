package org.mingjian.draw;

import java.time.Duration;
import java.util.Locale;

/** What is drawn. */
public enum DrawPurpose {
    /** 评标专家; the pool is secret until the award (招标投标法 §37). */
    EXPERTS("评标专家", Duration.ofHours(24)),
    /** 评标系数: everything about it is public (开标现场抽取). */
    COEFFICIENTS("评标系数", Duration.ofHours(1));

    private final String title;
    private final Duration patience;

    DrawPurpose(String title, Duration patience) {
        this.title = title;
        this.patience = patience;
    }

    public String title() {
        return title;
    }

    /** How long the parties have to give their seeds, before the draw is abandoned on record. */
    public Duration patience() {
        return patience;
    }

    /** Lower-case, for files and addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
