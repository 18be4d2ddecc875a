package org.mingjian.rules.domain;

import org.mingjian.rules.Basis;
import org.mingjian.rules.Certainty;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.RuleName;
import org.mingjian.rules.RuleSummary;

/**
 * One dated version of a rule.
 *
 * @param mandatoryOnly true when it binds only a tender that the law makes compulsory (依法必须招标)
 */
public record Rule(
        RuleName name,
        boolean mandatoryOnly,
        Shape shape,
        Validity validity,
        Basis basis,
        Certainty certainty,
        OnViolation onViolation) {

    public Rule {
        if (onViolation == OnViolation.REFUSE && !certainty.mayRefuse()) {
            throw new IllegalArgumentException(name.id() + " is not certain, so it may only warn");
        }
    }

    public String id() {
        return name.id();
    }

    /** The same rule where it does not bind: it warns. */
    public Rule warning() {
        return new Rule(name, mandatoryOnly, shape, validity, basis, certainty, OnViolation.WARN);
    }

    public Rule withShape(Shape changed) {
        return new Rule(name, mandatoryOnly, changed, validity, basis, certainty, onViolation);
    }

    public RuleSummary summary() {
        return new RuleSummary(name, shape.required(), validity.from(), validity.to(), basis, certainty, onViolation);
    }
}
