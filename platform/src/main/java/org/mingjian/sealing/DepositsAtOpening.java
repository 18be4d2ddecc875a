package org.mingjian.sealing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** 投标保证金的递交情况, which is read out at the opening with the prices (标准施工招标文件 投标人须知 5.2). */
public interface DepositsAtOpening {

    /** @param form 保函 (a bank's), 担保保函, 保险保函, 转账, 支票 or 现金 */
    record Given(String form, Instant receivedAt) {}

    /** What each organisation gave for a trade. */
    Map<UUID, Given> given(String tradeCode);
}
