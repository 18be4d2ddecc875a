package org.mingjian.opendata.domain.flags;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which indicators run, and with what values: the settings file 设置文件 of Cardinal, an INI file. An indicator runs when
 * a section is named after it; sections that only prepare data are known and passed over.
 */
public final class FlagSettings {

    /** The indicators, with the properties each may have. */
    private static final Map<String, Set<String>> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("R003", Set.of("threshold", "procurement_methods")),
            Map.entry("R018", Set.of("procurement_methods")),
            Map.entry("R024", Set.of("threshold")),
            Map.entry("R025", Set.of("percentile", "threshold")),
            Map.entry("R028", Set.of()),
            Map.entry("R030", Set.of()),
            Map.entry("R035", Set.of("threshold")),
            Map.entry("R036", Set.of()),
            Map.entry("R038", Set.of("threshold", "minimum_submitted_bids", "minimum_contracting_processes")),
            Map.entry("R044", Set.of()),
            Map.entry("R048", Set.of("digits", "threshold", "minimum_contracting_processes")),
            Map.entry("R058", Set.of("threshold"))));

    private static final String DETAILS = "R003.procurement_method_details";
    private static final Set<String> TOP =
            Set.of("currency", "no_price_comparison_procurement_methods", "price_comparison_procurement_methods");
    private static final Set<String> PREPARING = Set.of("defaults", "redactions", "corrections", "modifications");

    /** The file says something that has no meaning. */
    public static final class Misread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misread(String what) {
            super(what);
        }
    }

    private final Map<String, Map<String, String>> sections = new HashMap<>();

    private FlagSettings() {}

    /**
     * Every indicator with the values it has by itself, but R044: it looks at addresses and persons to be contacted,
     * so it runs only where it is asked for.
     */
    public static FlagSettings standard() {
        FlagSettings settings = new FlagSettings();
        KNOWN.keySet().stream().filter(name -> !name.equals("R044")).forEach(settings::open);
        return settings;
    }

    /** @throws Misread with the line, when a section, a property or a value is unknown */
    public static FlagSettings read(List<String> lines) {
        FlagSettings settings = new FlagSettings();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)[;#].*$", "").strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).strip();
                if (!isSection(section)) {
                    throw new Misread("line " + (i + 1) + ": unknown section [" + section + "]");
                }
                settings.open(section);
            } else if (!line.isEmpty()) {
                settings.property(section, line, i + 1);
            }
        }
        return settings;
    }

    private static boolean isSection(String name) {
        return KNOWN.containsKey(name)
                || name.equals(DETAILS)
                || name.equals("exclusions")
                || PREPARING.contains(name)
                || name.startsWith("codelists.");
    }

    private Map<String, String> open(String section) {
        return sections.computeIfAbsent(section, none -> new HashMap<>());
    }

    private void property(String section, String line, int number) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? line : line.substring(0, equals).strip();
        boolean known =
                switch (section) {
                    case "" -> TOP.contains(name);
                    case DETAILS -> true;
                    case "exclusions" -> name.equals("procurement_method_details");
                    default -> !KNOWN.containsKey(section) || KNOWN.get(section).contains(name);
                };
        if (equals < 0 || !known) {
            throw new Misread("line " + number + ": unknown property " + name);
        }
        String value = line.substring(equals + 1).strip();
        boolean numeric = section.equals(DETAILS) || KNOWN.containsKey(section) && !name.endsWith("methods");
        String form =
                name.equals("threshold") && !Set.of("R003", "R035", "R048").contains(section)
                        ? "\\d{1,9}(\\.\\d{1,12})?"
                        : "\\d{1,9}";
        if (numeric && !value.matches(form)) {
            throw new Misread("line " + number + ": " + name + " must be a number, not '" + value + "'");
        }
        open(section).put(name, value);
    }

    boolean runs(String indicator) {
        return sections.containsKey(indicator);
    }

    Optional<Double> threshold(String indicator) {
        return value(indicator, "threshold").map(Double::parseDouble);
    }

    int whole(String indicator, String name, int otherwise) {
        return value(indicator, name).map(Integer::parseInt).orElse(otherwise);
    }

    Set<String> methods(String indicator, String otherwise) {
        return list(value(indicator, "procurement_methods").orElse(otherwise));
    }

    /** Days by 采购方式细分, where they differ from the threshold. */
    Map<String, Integer> daysByDetails() {
        Map<String, Integer> days = new HashMap<>();
        sections.getOrDefault(DETAILS, Map.of()).forEach((name, value) -> days.put(name, Integer.parseInt(value)));
        return days;
    }

    Optional<String> currency() {
        return value("", "currency");
    }

    Set<String> excludedMethods() {
        return list(value("exclusions", "procurement_method_details").orElse(""));
    }

    Set<String> unpricedMethods() {
        return list(value("", "no_price_comparison_procurement_methods").orElse(""));
    }

    Set<String> pricedMethods() {
        return list(value("", "price_comparison_procurement_methods").orElse(""));
    }

    private Optional<String> value(String section, String name) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name));
    }

    private static Set<String> list(String joined) {
        return joined.isEmpty() ? Set.of() : new HashSet<>(List.of(joined.split("\\|")));
    }
}
