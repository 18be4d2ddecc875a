package org.mingjian.spec.domain.notices;

import tools.jackson.databind.JsonNode;

/**
 * A notice as it was found.
 *
 * @param published as written, {@code yyyy-MM-dd HH:mm}
 * @param trade 业务类型
 * @param type 信息类型
 */
public record Notice(
        String id,
        String title,
        String published,
        String region,
        Parties parties,
        String budget,
        String code,
        String source,
        String trade,
        String type,
        String text) {

    /** From one line of a file of notices, by the names of {@code docs/formats.md}; what it does not say is empty. */
    public static Notice of(JsonNode line) {
        return new Notice(
                text(line, "record_id"),
                text(line, "title"),
                text(line, "publish_date"),
                text(line, "region"),
                new Parties(text(line, "issuer"), text(line, "agency")),
                text(line, "budget"),
                text(line, "project_code"),
                text(line, "source_platform"),
                text(line, "business_type"),
                text(line, "info_type"),
                text(line, "text"));
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString("").strip();
    }

    /** Issuer 招标人、采购人 and agency 代理机构, by name. */
    public record Parties(String issuer, String agency) {}
}
