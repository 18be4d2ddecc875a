package org.mingjian.opendata.domain.flags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * All indicators over one set of contracting processes. The order in which they are given changes nothing; what is kept
 * of each is a few words, never the release.
 */
public final class Flags {

    private final FlagSettings settings;
    private final List<Indicator> indicators = new ArrayList<>();

    /** @param tenderers whether to keep who bid in which process */
    public Flags(FlagSettings settings, boolean tenderers) {
        this.settings = settings;
        MainCurrency currency = new MainCurrency(settings);
        indicators.add(currency);
        if (tenderers && (settings.runs("R025") || settings.runs("R038") || settings.runs("R048"))) {
            indicators.add(new Tenderers());
        }
        if (settings.runs("R024") || settings.runs("R058")) {
            indicators.add(new PriceGaps(settings, currency));
        }
        Map<String, Supplier<Indicator>> others = new LinkedHashMap<>();
        others.put("R003", () -> new ShortPeriods(settings));
        others.put("R018", () -> new SingleBids(settings));
        others.put("R025", () -> new Unsuccessful(settings));
        others.put("R028", SamePrices::new);
        others.put("R030", LateWinners::new);
        others.put("R035", () -> new OthersDisqualified(settings));
        others.put("R036", () -> new LowestDisqualified(currency));
        others.put("R038", () -> new DisqualifiedShares(settings));
        others.put("R044", SharedContacts::new);
        others.put("R048", () -> new Varieties(settings));
        others.forEach((name, indicator) -> {
            if (settings.runs(name)) {
                indicators.add(indicator.get());
            }
        });
    }

    /** One contracting process as a compiled release. */
    public void take(JsonNode release) {
        Process.of(release, settings).ifPresent(process -> indicators.forEach(indicator -> indicator.take(process)));
    }

    /** Called once. */
    public Findings finish() {
        Findings findings = new Findings();
        indicators.forEach(indicator -> indicator.finish(findings));
        return findings;
    }
}
