package org.mingjian.rules.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.Due;
import org.mingjian.rules.Excluded;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.Quantity;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.RuleSummary;
import org.mingjian.rules.TradeEvent;
import org.mingjian.rules.WorkCalendar;

/** The rules in force on one date. */
public final class DatedRuleBook implements RuleBook {

    private final LocalDate pinned;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, String> events;
    private final WorkCalendar calendar;
    private final Clocks clocks;

    /**
     * @param inForce one version of each rule
     * @param events kinds of event with their Chinese names
     */
    public DatedRuleBook(
            LocalDate pinned, Collection<Rule> inForce, Map<String, String> events, WorkCalendar calendar) {
        this.pinned = pinned;
        this.events = events;
        this.calendar = calendar;
        this.clocks = new Clocks(calendar);
        for (Rule rule : inForce) {
            if (rules.put(rule.id(), rule) != null) {
                throw new IllegalArgumentException("two versions of " + rule.id() + " on " + pinned);
            }
        }
    }

    @Override
    public LocalDate pinned() {
        return pinned;
    }

    @Override
    public List<RuleSummary> rules() {
        return rules.values().stream().map(Rule::summary).toList();
    }

    @Override
    public Map<String, String> events() {
        return events;
    }

    @Override
    public ClockVerdict check(String rule, Instant start, Instant end, Excluded... excluded) {
        return clocks.judge(rule(rule), start, end, List.of(excluded));
    }

    @Override
    public ClockVerdict check(String rule, Quantity quantity) {
        return Quantities.judge(rule(rule), quantity);
    }

    @Override
    public Due due(String rule, Instant from, Excluded... excluded) {
        return clocks.due(rule(rule), from, List.of(excluded));
    }

    @Override
    public ClockCertificate certificate(List<TradeEvent> happened) {
        for (TradeEvent event : happened) {
            if (!events.containsKey(event.kind())) {
                throw new IllegalArgumentException("unknown kind of event: " + event.kind());
            }
        }
        Certificates certificates = new Certificates(clocks, events, happened);
        List<ClockCertificate.Entry> entries = new ArrayList<>();
        for (Rule rule : rules.values()) {
            if (rule.shape() instanceof Shape.Clock clock) {
                entries.addAll(certificates.entries(rule, clock));
            }
        }
        return new ClockCertificate(pinned, entries);
    }

    @Override
    public RuleBook voluntary() {
        List<Rule> softened = rules.values().stream()
                .map(rule -> rule.mandatoryOnly() && rule.onViolation() == OnViolation.REFUSE ? rule.warning() : rule)
                .toList();
        return new DatedRuleBook(pinned, softened, events, calendar);
    }

    private Rule rule(String id) {
        Rule rule = rules.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("no rule " + id + " on " + pinned);
        }
        return rule;
    }
}
