package org.mingjian.tender;

import org.mingjian.rules.ClockVerdict;

/**
 * What one rule said, flat, for screens and facts.
 *
 * @param verdict {@code PASS}, {@code VIOLATION} or {@code UNCERTAIN}
 * @param effect {@code NONE}, {@code WARN} or {@code REFUSE}
 */
public record RuleFinding(
        String rule,
        String title,
        String verdict,
        String effect,
        String required,
        String actual,
        String basis,
        String text,
        String explanation) {

    public static RuleFinding of(ClockVerdict verdict) {
        String effect =
                switch (verdict.verdict()) {
                    case PASS -> "NONE";
                    case UNCERTAIN -> "WARN";
                    case VIOLATION -> verdict.refusal().isPresent() ? "REFUSE" : "WARN";
                };
        return new RuleFinding(
                verdict.rule().id(),
                verdict.rule().title(),
                verdict.verdict().name(),
                effect,
                verdict.required(),
                verdict.actual(),
                verdict.basis().article(),
                verdict.basis().text(),
                verdict.explanation());
    }
}
