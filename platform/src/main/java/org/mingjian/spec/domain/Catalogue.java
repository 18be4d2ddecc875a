package org.mingjian.spec.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.CheckRule;
import org.mingjian.spec.Field;
import org.mingjian.spec.Problem;

/** The named checks with their words. */
public final class Catalogue {

    private static final int SHOWN = 40;

    private final List<CheckRule> rules;
    private final CheckRule[] byRule = new CheckRule[Rule.values().length];

    /** @throws IllegalArgumentException when a check has no words, or words no check */
    public Catalogue(List<CheckRule> rules) {
        this.rules = List.copyOf(rules);
        Map<String, Rule> known = new java.util.HashMap<>();
        for (Rule rule : Rule.values()) {
            known.put(rule.id(), rule);
        }
        for (CheckRule rule : rules) {
            Rule named = known.remove(rule.id());
            if (named == null) {
                throw new IllegalArgumentException("no check or two are called " + rule.id());
            }
            byRule[named.ordinal()] = rule;
        }
        if (!known.isEmpty()) {
            throw new IllegalArgumentException("checks without words: " + known.keySet());
        }
    }

    public List<CheckRule> rules() {
        return rules;
    }

    CheckRule of(Rule rule) {
        return byRule[rule.ordinal()];
    }

    /** A new, empty list of findings. */
    public Findings findings() {
        return new Findings(this, false);
    }

    /** Findings about a record of the second channel 历史和测试数据 (运行管理办法 §10). */
    Findings trialFindings() {
        return new Findings(this, true);
    }

    Problem problem(Rule rule, Said said) {
        CheckRule words = of(rule);
        String message = words.message()
                .replace("{name}", said.name())
                .replace("{field}", said.field())
                .replace("{value}", shortened(said.value()))
                .replace("{more}", said.more());
        return new Problem(said.field(), words.id(), message);
    }

    /** A problem of what is no record at all. */
    public Problem problem(String rule, String reason) {
        for (Rule known : Rule.values()) {
            if (known.id().equals(rule)) {
                return problem(known, new Said("", "", "", reason));
            }
        }
        throw new IllegalArgumentException("no check is called " + rule);
    }

    /** What a message is about. */
    record Said(String field, String name, String value, String more) {
        static Said of(Field field, String value, String more) {
            return new Said(field.code(), field.name(), value, more);
        }
    }

    private static String shortened(String value) {
        int end = value.offsetByCodePoints(0, Math.min(SHOWN, value.codePointCount(0, value.length())));
        String head = value.substring(0, end);
        List<Integer> clean = new ArrayList<>();
        head.codePoints().forEach(c -> clean.add(Character.isISOControl(c) ? ' ' : c));
        StringBuilder shown = new StringBuilder();
        clean.forEach(shown::appendCodePoint);
        return end < value.length() ? shown.append('…').toString() : shown.toString();
    }
}
