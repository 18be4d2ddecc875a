package org.mingjian.rules;

import java.util.Optional;
import org.mingjian.kernel.Refusal;

/**
 * What one rule says about what happened.
 *
 * @param required such as {@code ≥20日}
 * @param actual such as {@code 19日}
 * @param onViolation what a violation does here; a reading that is not certain only warns
 * @param explanation how it was counted, in Chinese
 */
public record ClockVerdict(
        RuleName rule,
        Verdict verdict,
        String required,
        String actual,
        Basis basis,
        OnViolation onViolation,
        String explanation) {

    /** The refusal of the act, when this is a violation of a rule that refuses. */
    public Optional<Refusal> refusal() {
        if (verdict != Verdict.VIOLATION || onViolation != OnViolation.REFUSE) {
            return Optional.empty();
        }
        String detail = rule.title() + "要求" + required + "，实际" + actual + "。" + explanation;
        return Optional.of(new Refusal(rule.id(), basis.article(), detail));
    }

    /** True for a violation that is let pass and shown. */
    public boolean warns() {
        return verdict == Verdict.VIOLATION && onViolation == OnViolation.WARN;
    }
}
