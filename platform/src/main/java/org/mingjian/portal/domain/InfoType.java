package org.mingjian.portal.domain;

import static org.mingjian.tender.TradeFact.ANSWER_PUBLISHED;
import static org.mingjian.tender.TradeFact.CLARIFICATION_ISSUED;
import static org.mingjian.tender.TradeFact.CONTRACT_SIGNED;
import static org.mingjian.tender.TradeFact.DEADLINE_MOVED;
import static org.mingjian.tender.TradeFact.NOTICE_PUBLISHED;
import static org.mingjian.tender.TradeFact.OPENING_RECORDED;
import static org.mingjian.tender.TradeFact.PERFORMANCE_RECORDED;
import static org.mingjian.tender.TradeFact.PUBLICITY_STARTED;
import static org.mingjian.tender.TradeFact.RESULT_PUBLISHED;
import static org.mingjian.tender.TradeFact.TENDER_FAILED;
import static org.mingjian.tender.TradeFact.TRADE_RESUMED;
import static org.mingjian.tender.TradeFact.TRADE_SUSPENDED;
import static org.mingjian.tender.TradeFact.TRADE_TERMINATED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mingjian.tender.TradeFact;

/** 信息类型: what kind of notice a public fact is, in the order in which a trade brings them forth. */
public enum InfoType {
    PLAN("招标计划"),
    NOTICE("招标公告", NOTICE_PUBLISHED),
    CLARIFICATION("澄清与修改", CLARIFICATION_ISSUED),
    ANSWER("答疑", ANSWER_PUBLISHED),
    DEADLINE("时间变更", DEADLINE_MOVED),
    OPENING("开标记录", OPENING_RECORDED),
    CANDIDATES("中标候选人公示", PUBLICITY_STARTED),
    RESULT("中标结果公告", RESULT_PUBLISHED),
    CONTRACT("合同公示", CONTRACT_SIGNED),
    PERFORMANCE("履约信息", PERFORMANCE_RECORDED),
    EXCEPTION("异常与终止", TENDER_FAILED, TRADE_SUSPENDED, TRADE_RESUMED, TRADE_TERMINATED);

    private final String title;
    private final Set<TradeFact> facts;

    InfoType(String title, TradeFact... facts) {
        this.title = title;
        this.facts = facts.length == 0 ? EnumSet.noneOf(TradeFact.class) : EnumSet.copyOf(Arrays.asList(facts));
    }

    public String title() {
        return title;
    }

    /** Lower-case, for addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a fact that is on the timeline only. */
    public static Optional<InfoType> ofKind(String kind) {
        if (kind.startsWith("plan.")) {
            return Optional.of(PLAN);
        }
        return TradeFact.ofKind(kind).flatMap(fact -> Arrays.stream(values())
                .filter(type -> type.facts.contains(fact))
                .findFirst());
    }
}
