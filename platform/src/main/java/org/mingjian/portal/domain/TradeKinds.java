package org.mingjian.portal.domain;

import java.util.Map;

/** 业务类型: Chinese names of the trade kinds; an unknown kind is shown as it is written. */
public final class TradeKinds {

    private static final Map<String, String> TITLES = Map.of(
            "construction", "工程建设",
            "procurement", "政府采购",
            "land", "土地使用权",
            "mining", "矿业权",
            "equity", "国有产权",
            "other", "其他");

    private TradeKinds() {}

    public static String title(String kind) {
        return TITLES.getOrDefault(kind, kind);
    }
}
