package org.mingjian.exchange.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.stereotype.Service;

/** What of the specification comes from facts, and what does not and why. */
@Service
public class ShowingMapping {

    private final Shown shown;

    /**
     * A dataset that is built.
     *
     * @param on kinds of facts that make its records
     * @param gone whether such a fact takes its record away 操作 3
     * @param fields names of the fields that are filled
     * @param withheld fields kept back, with the reason (运行管理办法 §5)
     * @param gaps mandatory fields that may stay without a value, with the reason; a record with one is held
     */
    public record Mapped(
            String dataset,
            String name,
            List<String> on,
            boolean gone,
            List<String> fields,
            Map<String, String> withheld,
            Map<String, String> gaps) {}

    /** A dataset that is not built, and why. */
    public record Unmapped(String dataset, String name, String reason) {}

    /** Both lists, by number; a dataset with two forms stands twice. */
    public record Shown(List<Mapped> mapped, List<Unmapped> unmapped) {}

    ShowingMapping(Specifications specifications, Mappings mappings) {
        Specification national = specifications.national();
        Mapping mapping = mappings.mapping();
        List<Mapped> mapped = new ArrayList<>();
        for (Mapping.Line line : mapping.families().stream()
                .flatMap(family -> family.lines().stream())
                .toList()) {
            mapped.add(new Mapped(
                    line.dataset(),
                    name(national, line.dataset()),
                    List.copyOf(new TreeSet<>(line.trigger().on())),
                    line.trigger().gone(),
                    List.copyOf(line.fields().keySet()),
                    line.withheld(),
                    line.gaps()));
        }
        List<Unmapped> unmapped = new TreeMap<>(mapping.unmapped())
                .entrySet().stream()
                        .map(entry -> new Unmapped(entry.getKey(), name(national, entry.getKey()), entry.getValue()))
                        .toList();
        this.shown = new Shown(List.copyOf(mapped), unmapped);
    }

    private static String name(Specification specification, String dataset) {
        return specification.dataset(dataset).orElseThrow().name();
    }

    public Shown shown() {
        return shown;
    }
}
