package org.mingjian.rules.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All versions of the rules of one trade kind. Two candidates for one date, or a gap between versions, are refused. */
public final class RuleVersions {

    private final Map<String, List<Rule>> byId;

    public RuleVersions(Collection<Rule> rules) {
        byId = rules.stream()
                .sorted(Comparator.comparing(rule -> rule.validity().from()))
                .collect(Collectors.groupingBy(Rule::id, LinkedHashMap::new, Collectors.toList()));
        byId.forEach(RuleVersions::requireUnbroken);
    }

    /** The version of each rule on a date; a rule that has not begun, or has ended, is left out. */
    public List<Rule> on(LocalDate day) {
        return byId.values().stream()
                .flatMap(versions ->
                        versions.stream().filter(rule -> rule.validity().holds(day)))
                .sorted(Comparator.comparing(Rule::id))
                .toList();
    }

    public List<Rule> all() {
        return byId.values().stream().flatMap(List::stream).toList();
    }

    public boolean has(String id) {
        return byId.containsKey(id);
    }

    /** Every version of one rule changed. */
    public RuleVersions changed(String id, UnaryOperator<Rule> change) {
        return new RuleVersions(all().stream()
                .map(rule -> rule.id().equals(id) ? change.apply(rule) : rule)
                .toList());
    }

    private static void requireUnbroken(String id, List<Rule> versions) {
        for (int i = 1; i < versions.size(); i++) {
            LocalDate ended = versions.get(i - 1).validity().to();
            LocalDate begins = versions.get(i).validity().from();
            if (ended == null || ended.isAfter(begins)) {
                throw new IllegalArgumentException(id + " has two versions on " + begins);
            }
            if (ended.isBefore(begins)) {
                throw new IllegalArgumentException(id + " has a gap from " + ended + " to " + begins);
            }
        }
    }
}
