package org.mingjian.spec.domain.notices;

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

    /** Issuer 招标人、采购人 and agency 代理机构, by name. */
    public record Parties(String issuer, String agency) {}
}
