package org.mingjian.rules;

/** The three answers of a rule. UNCERTAIN means that data is missing (缺数据): an event, or a year's holidays. */
public enum Verdict {
    PASS,
    VIOLATION,
    UNCERTAIN
}
