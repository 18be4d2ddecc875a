package org.mingjian.opendata.domain.flags;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the indicators found, in an order that does not depend on the order of the input. */
public final class Findings {

    /** Whom a finding is about. */
    public enum Group {
        OCID("OCID"),
        BUYER("Buyer"),
        PROCURING_ENTITY("ProcuringEntity"),
        TENDERER("Tenderer");

        private final String key;

        Group(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /**
     * @param value the indicator's output
     * @param reason in Chinese, with the numbers it rests on
     */
    public record Finding(double value, String reason) {}

    private final Map<Group, Map<String, Map<String, Finding>>> found = new EnumMap<>(Group.class);
    private final Map<String, Map<String, Double>> meta = new TreeMap<>();
    private final Map<String, Map<String, Set<String>>> maps = new TreeMap<>();

    /** A second finding of the same indicator about the same id does not lower the first. */
    void add(Group group, String id, String indicator, Finding finding) {
        found.computeIfAbsent(group, none -> new TreeMap<>())
                .computeIfAbsent(id, none -> new TreeMap<>())
                .merge(indicator, finding, Findings::stronger);
    }

    static Finding stronger(Finding one, Finding two) {
        int order = Double.compare(one.value(), two.value());
        if (order == 0) {
            return one.reason().compareTo(two.reason()) <= 0 ? one : two;
        }
        return order > 0 ? one : two;
    }

    void meta(String indicator, String name, double value) {
        meta.computeIfAbsent(indicator, none -> new LinkedHashMap<>()).put(name, value);
    }

    void map(String name, String ocid, String id) {
        maps.computeIfAbsent(name, none -> new TreeMap<>())
                .computeIfAbsent(ocid, none -> new TreeSet<>())
                .add(id);
    }

    /** By group, then id, then indicator. */
    public Map<Group, Map<String, Map<String, Finding>>> found() {
        return found;
    }

    /** Quartiles and fences by indicator; not a number where nothing was observed. */
    public Map<String, Map<String, Double>> meta() {
        return meta;
    }

    /** Who belongs to which contracting process, by the name of the map. */
    public Map<String, Map<String, Set<String>>> maps() {
        return maps;
    }
}
