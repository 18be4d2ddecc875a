package org.mingjian.portal.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a list can be narrowed by; the name is the parameter in the address. */
public enum Facet {
    KIND("业务类型"),
    TYPE("信息类型"),
    STATE("交易状态"),
    REGION("地区"),
    MONEY("最高投标限价"),
    TIME("发布时间");

    private final String title;

    Facet(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Facet> ofKey(String key) {
        return Arrays.stream(values()).filter(facet -> facet.key().equals(key)).findFirst();
    }
}
