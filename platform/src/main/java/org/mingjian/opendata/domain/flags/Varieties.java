package org.mingjian.opendata.domain.flags;

import static org.mingjian.opendata.domain.flags.Indicator.shown;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R048 供应品类过杂: a supplier was awarded items of far more classes than others. */
final class Varieties implements Indicator {

    private final Optional<Double> threshold;
    private final int digits;
    private final int least;
    private final Map<String, Supplied> suppliers = new TreeMap<>();

    private static final class Supplied {
        private int processes;
        private final Set<String> classes = new TreeSet<>();
    }

    Varieties(FlagSettings settings) {
        threshold = settings.threshold("R048");
        digits = settings.whole("R048", "digits", 2);
        least = settings.whole("R048", "minimum_contracting_processes", 20);
    }

    @Override
    public void take(Process process) {
        Set<String> seen = new HashSet<>();
        JsonNode awards = process.release().path("awards");
        if (!awards.isArray()) {
            return;
        }
        for (JsonNode award : awards) {
            // Who supplies what is not known when an award went to several.
            Optional<String> supplier = Process.only(award.path("suppliers"));
            if (!Process.is(award, "status", "active")
                    || supplier.isEmpty()
                    || !award.path("items").isArray()) {
                continue;
            }
            for (JsonNode item : award.path("items")) {
                JsonNode code = item.path("classification").path("id");
                if (code.isString()) {
                    Supplied supplied = suppliers.computeIfAbsent(supplier.get(), none -> new Supplied());
                    supplied.processes += seen.add(supplier.get()) ? 1 : 0;
                    supplied.classes.add(head(code.asString()));
                }
            }
        }
    }

    private String head(String code) {
        return code.substring(0, code.offsetByCodePoints(0, Math.min(digits, code.codePointCount(0, code.length()))));
    }

    @Override
    public void finish(Findings findings) {
        suppliers.values().removeIf(supplied -> supplied.processes < least);
        Quantiles counts = Quantiles.of(suppliers.values().stream()
                .map(supplied -> (double) supplied.classes.size())
                .toList());
        double fence = threshold.orElseGet(counts::upperFence);
        if (threshold.isEmpty()) {
            findings.meta("R048", "q1", counts.first());
            findings.meta("R048", "q3", counts.third());
        }
        findings.meta("R048", "upper_fence", fence);
        suppliers.forEach((id, supplied) -> {
            int count = supplied.classes.size();
            if (count >= fence) {
                String reason = "在" + supplied.processes + "个项目中供应" + count + "个大类，不低于上界" + shown(fence);
                findings.add(Group.TENDERER, id, "R048", new Finding(count, reason));
            }
        });
    }
}
