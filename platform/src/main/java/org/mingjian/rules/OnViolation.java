package org.mingjian.rules;

/** What a violation does to the act: refuses it (阻断), or lets it pass on record (预警). */
public enum OnViolation {
    REFUSE,
    WARN
}
