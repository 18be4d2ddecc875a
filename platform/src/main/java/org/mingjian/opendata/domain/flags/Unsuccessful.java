package org.mingjian.opendata.domain.flags;

import static org.mingjian.opendata.domain.flags.Indicator.percent;
import static org.mingjian.opendata.domain.flags.Indicator.shown;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;

/** R025 屡投不中: a tenderer among those who bid most wins far less often than others. */
final class Unsuccessful implements Indicator {

    private final Optional<Double> threshold;
    private final int percentile;
    private final Shares wins = new Shares();

    Unsuccessful(FlagSettings settings) {
        threshold = settings.threshold("R025");
        percentile = settings.whole("R025", "percentile", 75);
    }

    @Override
    public void take(Process process) {
        process.soleWinner().ifPresent(winner -> {
            // Once for each process, however many bids a tenderer made.
            Set<String> tenderers = new TreeSet<>();
            process.validBids()
                    .forEach(bid -> Process.only(bid.path("tenderers")).ifPresent(tenderers::add));
            tenderers.forEach(tenderer -> wins.add(tenderer, tenderer.equals(winner) ? 1 : 0, 1));
        });
    }

    @Override
    public void finish(Findings findings) {
        Map<String, Shares.Share> all = wins.where(share -> true);
        double most = Quantiles.of(all.values().stream()
                        .map(share -> (double) share.whole())
                        .toList())
                .at(percentile / 100.0);
        Quantiles ratios =
                Quantiles.of(all.values().stream().map(Shares.Share::ratio).toList());
        double fence = threshold.orElseGet(ratios::lowerFence);
        if (threshold.isEmpty()) {
            findings.meta("R025", "q1", ratios.first());
            findings.meta("R025", "q3", ratios.third());
        }
        findings.meta("R025", "upper_fence", most);
        findings.meta("R025", "lower_fence", fence);
        if (!(fence > 0) || threshold.isEmpty() && !(ratios.first() > 0)) {
            return;
        }
        all.forEach((id, share) -> {
            if (share.whole() >= most && share.ratio() <= fence) {
                String reason = "有效投标" + share.whole() + "次（不少于" + shown(most) + "次），中标" + share.part() + "次，中标率"
                        + percent(share.ratio()) + "，不高于下界" + percent(fence);
                findings.add(Group.TENDERER, id, "R025", new Finding(share.ratio(), reason));
            }
        });
    }
}
