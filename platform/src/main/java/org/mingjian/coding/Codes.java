package org.mingjian.coding;

import java.time.LocalDate;
import java.util.Optional;
import org.mingjian.kernel.CreditCode;

/**
 * 赋码. Every call needs a transaction of the caller: a code is used up when the caller commits and free again when it
 * does
 * not, so serials have no gap. The counter of a prefix stays locked until then; ask for codes from the widest to the
 * narrowest and for the trade code last, so that two callers never wait for each other in a circle.
 *
 * <p>A counter that is used up fails with {@link CodingError#SERIALS_USED_UP}.
 */
public interface Codes {

    ProjectCode issueProject(PlatformCode platform);

    TenderProjectCode issueTenderProject(ProjectCode project);

    SectionCode issueSection(TenderProjectCode tenderProject);

    /**
     * @param tradeClass 公共资源交易分类代码, such as {@code A01}
     * @param operator of the trading system
     * @param date of assignment, in Asia/Shanghai
     */
    TradeCode issueTradeCode(String tradeClass, CreditCode operator, LocalDate date);

    /** Where a code that was issued here came from (来源可溯). */
    Optional<IssuedCode> find(String code);
}
