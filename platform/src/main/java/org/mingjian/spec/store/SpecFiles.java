package org.mingjian.spec.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingjian.spec.CheckRule;
import org.mingjian.spec.Checks;
import org.mingjian.spec.CodeSet;
import org.mingjian.spec.CrossChecks;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Level;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.domain.Catalogue;
import org.mingjian.spec.domain.CompiledChecks;
import org.mingjian.spec.domain.RecordCrossChecks;
import org.mingjian.spec.domain.Relations;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The specification packed under {@code rules/spec/}. A mistake in a file stops the start and names its place. */
public final class SpecFiles implements Specifications {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> FAMILIES = List.of(
            "subjects",
            "experts",
            "credit",
            "supervision",
            "construction",
            "procurement",
            "land",
            "mining",
            "assets",
            "equity",
            "other");

    private final List<Specification> versions = new ArrayList<>();
    private final Map<String, Checks> checks = new HashMap<>();
    private final Catalogue catalogue;
    private final CrossChecks crossChecks;

    private SpecFiles() {
        Map<String, Dataset> datasets = datasets();
        Map<String, CodeSet> codeSets = new LinkedHashMap<>();
        for (JsonNode node : packed("codes")) {
            CodeSet set = SpecLines.codeSet(node);
            if (codeSets.put(set.id(), set) != null) {
                throw new IllegalArgumentException("two code sets are called " + set.id());
            }
        }
        catalogue = new Catalogue(rules());
        Relations relations = RelationLines.read(packed("relations"), datasets);
        for (JsonNode node : packed("versions")) {
            Specification version = version(node, datasets, Collections.unmodifiableMap(codeSets));
            versions.add(version);
            checks.put(version.version(), new CompiledChecks(version, catalogue, relations));
        }
        crossChecks = new RecordCrossChecks(catalogue, relations, datasets);
    }

    /** The specification as published with the program. */
    public static SpecFiles published() {
        return new SpecFiles();
    }

    /** The named checks, for readers of files that find what is no record at all. */
    public Catalogue catalogue() {
        return catalogue;
    }

    private static Map<String, Dataset> datasets() {
        Map<String, Dataset> datasets = new HashMap<>();
        for (String family : FAMILIES) {
            for (JsonNode node : packed(family)) {
                Dataset dataset = SpecLines.dataset(family, node);
                if (datasets.put(dataset.number(), dataset) != null) {
                    throw new IllegalArgumentException("two datasets have the number " + dataset.number());
                }
            }
        }
        Map<String, Dataset> ordered = new LinkedHashMap<>();
        datasets.values().stream()
                .sorted(Comparator.comparingInt(dataset -> Integer.parseInt(dataset.number())))
                .forEach(dataset -> ordered.put(dataset.number(), dataset));
        return Collections.unmodifiableMap(ordered);
    }

    private static List<CheckRule> rules() {
        List<CheckRule> rules = new ArrayList<>();
        for (JsonNode node : packed("checks")) {
            String id = SpecLines.need(node, "check", "checks.yaml");
            String severity = SpecLines.need(node, "severity", id);
            rules.add(new CheckRule(
                    id,
                    SpecLines.need(node, "title", id),
                    switch (severity) {
                        case "problem" -> true;
                        case "warning" -> false;
                        default -> throw new IllegalArgumentException(id + " has the unknown severity " + severity);
                    },
                    SpecLines.need(node, "basis", id),
                    SpecLines.need(node, "message", id)));
        }
        return rules;
    }

    private static Specification version(JsonNode node, Map<String, Dataset> datasets, Map<String, CodeSet> codeSets) {
        String version = SpecLines.need(node, "version", "versions.yaml");
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (JsonNode level : node.path("levels")) {
            levels.add(Level.valueOf(level.asString().toUpperCase(Locale.ROOT)));
        }
        return new Specification(
                version,
                SpecLines.need(node, "name", version),
                LocalDate.parse(SpecLines.need(node, "from", version)),
                Set.copyOf(levels),
                SpecLines.need(node, "basis", version),
                SpecLines.need(node, "certainty", version),
                datasets,
                codeSets);
    }

    private static JsonNode packed(String file) {
        try (InputStream in = SpecFiles.class.getResourceAsStream("/rules/spec/" + file + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("rules/spec/" + file + ".yaml is not packed");
            }
            return YAML.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read rules/spec/" + file + ".yaml", unreadable);
        }
    }

    @Override
    public List<Specification> versions() {
        return List.copyOf(versions);
    }

    @Override
    public Optional<Specification> find(String version) {
        return versions.stream()
                .filter(found -> found.version().equals(version))
                .findFirst();
    }

    @Override
    public Specification national() {
        return nationalOn(LocalDate.MAX);
    }

    @Override
    public Specification nationalOn(LocalDate day) {
        return versions.stream()
                .filter(found -> !found.levels().contains(Level.PROVINCE))
                .filter(found -> !found.from().isAfter(day))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalArgumentException("no national specification is in force on " + day));
    }

    @Override
    public List<CheckRule> checks() {
        return catalogue.rules();
    }

    @Override
    public Checks checksOf(Specification version) {
        Checks found = checks.get(version.version());
        if (found == null) {
            throw new IllegalArgumentException("no specification " + version.version());
        }
        return found;
    }

    @Override
    public CrossChecks crossChecks() {
        return crossChecks;
    }
}
