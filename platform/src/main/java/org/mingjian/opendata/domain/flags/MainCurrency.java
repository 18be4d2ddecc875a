package org.mingjian.opendata.domain.flags;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The main currency 主要币种, in which prices are compared: the one of the settings, else the one most bids are in, and
 * among equals the first of the alphabet. Cardinal takes the first it meets, which depends on the order of the lines.
 */
final class MainCurrency implements Indicator {

    private final Optional<String> set;
    private final Map<String, Long> counts = new TreeMap<>();

    MainCurrency(FlagSettings settings) {
        this.set = settings.currency();
    }

    @Override
    public void take(Process process) {
        process.submittedBids().forEach(bid -> Process.Price.of(bid)
                .ifPresent(price -> counts.merge(price.currency(), 1L, Long::sum)));
    }

    String value() {
        String best = "";
        long most = 0;
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return set.orElse(best);
    }

    @Override
    public void finish(Findings findings) {
        // The currency is no finding.
    }
}
