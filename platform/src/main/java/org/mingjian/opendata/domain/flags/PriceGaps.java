package org.mingjian.opendata.domain.flags;

import static org.mingjian.opendata.domain.flags.Indicator.percent;
import static org.mingjian.opendata.domain.flags.Indicator.shown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/**
 * R024 与次低价过近 and R058 降价幅度过大: (second-lowest valid price − winning price) / winning price is a low, or a high,
 * outlier. Only where one final award went to one supplier whose price was the lowest; a winning price of 0 元 is left
 * out, since nothing can be divided by it.
 */
final class PriceGaps implements Indicator {

    private final FlagSettings settings;
    private final MainCurrency currency;
    private final Map<String, Map<String, Gap>> byCurrency = new HashMap<>();
    /** One text for each organisation, however often it bids. */
    private final Map<String, String> names = new HashMap<>();

    /** @param second the lowest of the others */
    private record Gap(double ratio, Bid winner, Bid second) {

        /** Of a process that stands on two lines. */
        static Gap closer(Gap a, Gap b) {
            int order = Double.compare(a.ratio(), b.ratio());
            return order < 0 || order == 0 && a.toString().compareTo(b.toString()) <= 0 ? a : b;
        }

        String words() {
            return "中标价" + shown(winner.amount()) + "，次低有效报价" + shown(second.amount()) + "，相差" + percent(ratio);
        }
    }

    private record Bid(String tenderer, double amount) {}

    PriceGaps(FlagSettings settings, MainCurrency currency) {
        this.settings = settings;
        this.currency = currency;
    }

    @Override
    public void take(Process process) {
        if (!process.priced()) {
            return;
        }
        process.soleWinner().ifPresent(winner -> bids(process)
                .forEach((money, bids) -> gap(winner, bids).ifPresent(gap -> byCurrency
                        .computeIfAbsent(money, none -> new TreeMap<>())
                        .merge(process.ocid(), gap, Gap::closer))));
    }

    /** Valid bids of one tenderer each, by currency. */
    private Map<String, List<Bid>> bids(Process process) {
        Map<String, List<Bid>> bids = new TreeMap<>();
        for (JsonNode bid : process.validBids()) {
            Optional<String> tenderer = Process.only(bid.path("tenderers"));
            Optional<Process.Price> price = Process.Price.of(bid);
            if (tenderer.isPresent() && price.isPresent()) {
                bids.computeIfAbsent(price.get().currency(), none -> new ArrayList<>())
                        .add(new Bid(
                                names.computeIfAbsent(tenderer.get(), own -> own),
                                price.get().amount()));
            }
        }
        return bids;
    }

    private static Optional<Gap> gap(String winner, List<Bid> bids) {
        @Nullable Bid won = null;
        @Nullable Bid other = null;
        for (Bid bid : bids) {
            if (bid.tenderer().equals(winner)) {
                won = won == null || bid.amount() < won.amount() ? bid : won;
            } else {
                other = other == null || bid.amount() < other.amount() ? bid : other;
            }
        }
        if (won == null || other == null || other.amount() < won.amount() || won.amount() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Gap((other.amount() - won.amount()) / won.amount(), won, other));
    }

    @Override
    public void finish(Findings findings) {
        Map<String, Gap> gaps = byCurrency.getOrDefault(currency.value(), Map.of());
        Quantiles quantiles =
                Quantiles.of(gaps.values().stream().map(Gap::ratio).toList());
        if (settings.runs("R024")) {
            close(gaps, quantiles, findings);
        }
        if (settings.runs("R058")) {
            far(gaps, quantiles, findings);
        }
    }

    private void close(Map<String, Gap> gaps, Quantiles quantiles, Findings findings) {
        boolean own = settings.threshold("R024").isPresent();
        double fence = settings.threshold("R024").orElseGet(quantiles::lowerFence);
        if (!own) {
            findings.meta("R024", "q1", quantiles.first());
            findings.meta("R024", "q3", quantiles.third());
        }
        findings.meta("R024", "lower_fence", fence);
        // Where three quarters do not differ at all, a fence at nothing would flag them all.
        if (!(fence > 0) || !own && !(quantiles.first() > 0)) {
            return;
        }
        gaps.forEach((ocid, gap) -> {
            if (gap.ratio() <= fence) {
                String reason = gap.words() + "，不高于下界" + percent(fence);
                findings.add(Group.OCID, ocid, "R024", new Finding(gap.ratio(), reason));
                for (String id : List.of(gap.winner().tenderer(), gap.second().tenderer())) {
                    findings.add(Group.TENDERER, id, "R024", new Finding(0, "见" + ocid + "：" + reason));
                    findings.map("ocid_tenderer_r024", ocid, id);
                }
            }
        });
    }

    private void far(Map<String, Gap> gaps, Quantiles quantiles, Findings findings) {
        double fence = settings.threshold("R058").orElseGet(quantiles::upperFence);
        if (settings.threshold("R058").isEmpty()) {
            findings.meta("R058", "q1", quantiles.first());
            findings.meta("R058", "q3", quantiles.third());
        }
        findings.meta("R058", "upper_fence", fence);
        if (!(fence > 0)) {
            return;
        }
        gaps.forEach((ocid, gap) -> {
            if (gap.ratio() >= fence) {
                String reason = gap.words() + "，不低于上界" + percent(fence);
                String winner = gap.winner().tenderer();
                findings.add(Group.OCID, ocid, "R058", new Finding(gap.ratio(), reason));
                findings.add(Group.TENDERER, winner, "R058", new Finding(0, "见" + ocid + "：" + reason));
                findings.map("ocid_tenderer_r058", ocid, winner);
            }
        });
    }
}
