package org.mingjian.tender;

import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/**
 * Body of {@link TradeFact#TRADE_REGISTERED}: what the accepted registration said. The notice takes it from here, so
 * that
 * nobody is asked again.
 *
 * @param registration id of the registration
 * @param investmentCode 投资项目统一代码
 * @param approval how, by whom and under which number the project was permitted, such as {@code 某局〔2026〕12号（审批）}
 * @param funding where the money comes from
 * @param tradeClass 公共资源交易分类代码
 * @param estimate 招标项目估算价; the deposit is measured by it (条例 §26)
 */
public record Registered(
        String registration,
        String projectName,
        String sectionName,
        String investmentCode,
        Approval approval,
        String funding,
        String regionCode,
        String tradeClass,
        Money estimate,
        Codes codes,
        Parties parties) {

    /** 审批、核准或备案. */
    public record Approval(String kind, String number, String authority) {}

    /** 项目编号, 招标项目编号, 标段（包）编号. */
    public record Codes(String project, String tenderProject, String section) {}

    /** Names and 统一社会信用代码 as known on the day of acceptance. */
    public record Parties(
            String tenderer,
            @Nullable String agency,
            @Nullable String tendererCode,
            @Nullable String agencyCode) {}
}
