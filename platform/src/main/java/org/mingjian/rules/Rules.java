package org.mingjian.rules;

import java.time.LocalDate;
import java.util.Set;

/** 规则库: the rule books by trade kind and date, and the calendar they count by. */
public interface Rules {

    String CONSTRUCTION = "construction";

    /**
     * @param trade a folder of {@code rules/}, such as {@code construction}
     * @throws IllegalArgumentException when there are no rules for the trade on that date
     */
    RuleBook book(String trade, LocalDate pinned);

    /** 工程建设项目招标投标. */
    default RuleBook construction(LocalDate pinned) {
        return book(CONSTRUCTION, pinned);
    }

    /** The trade kinds that have rules. */
    Set<String> trades();

    WorkCalendar calendar();
}
