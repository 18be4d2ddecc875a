package org.mingjian.watch.store;

import org.mingjian.watch.domain.AttackRules;

/** The rules as they are packed, for tests of the domain. */
public final class RuleFile {

    private RuleFile() {}

    public static AttackRules read() {
        return new AttackRuleFile().rules();
    }
}
