package org.mingjian.opendata.domain.flags;

import static org.mingjian.opendata.domain.flags.Indicator.percent;

import java.util.Map;
import java.util.Optional;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R038 否决比例过高: of a buyer, a procuring entity or a tenderer far more bids are disqualified than of others. */
final class DisqualifiedShares implements Indicator {

    private final Optional<Double> threshold;
    private final int leastOfTenderers;
    private final int leastOfBuyers;
    private final Shares buyers = new Shares();
    private final Shares entities = new Shares();
    private final Shares tenderers = new Shares();
    private final Findings maps = new Findings();

    DisqualifiedShares(FlagSettings settings) {
        threshold = settings.threshold("R038");
        leastOfTenderers = settings.whole("R038", "minimum_submitted_bids", 2);
        leastOfBuyers = settings.whole("R038", "minimum_contracting_processes", 2);
    }

    @Override
    public void take(Process process) {
        long submitted = 0;
        long out = 0;
        for (JsonNode bid : process.submittedBids()) {
            int disqualified = Process.is(bid, "status", "disqualified") ? 1 : 0;
            submitted++;
            out += disqualified;
            Process.ids(bid.path("tenderers")).forEach(id -> tenderers.add(id, disqualified, 1));
        }
        if (submitted > 0) {
            count(buyers, process.release().path("buyer"), out, submitted);
            count(entities, process.tender().path("procuringEntity"), out, submitted);
            if (out > 0) {
                map("ocid_buyer_r038", process, process.release().path("buyer"));
                map("ocid_procuringentity_r038", process, process.tender().path("procuringEntity"));
            }
        }
    }

    private static void count(Shares shares, JsonNode organisation, long out, long submitted) {
        if (organisation.path("id").isString()) {
            shares.add(organisation.path("id").asString(), out, submitted);
        }
    }

    private void map(String name, Process process, JsonNode organisation) {
        if (organisation.path("id").isString()) {
            maps.map(name, process.ocid(), organisation.path("id").asString());
        }
    }

    @Override
    public void finish(Findings findings) {
        judge(buyers, leastOfBuyers, Group.BUYER, findings);
        judge(entities, leastOfBuyers, Group.PROCURING_ENTITY, findings);
        judge(tenderers, leastOfTenderers, Group.TENDERER, findings);
        maps.maps()
                .forEach(
                        (name, pairs) -> pairs.forEach((ocid, ids) -> ids.forEach(id -> findings.map(name, ocid, id))));
    }

    private void judge(Shares shares, int least, Group group, Findings findings) {
        Map<String, Shares.Share> enough = shares.where(share -> share.whole() >= least);
        if (enough.isEmpty()) {
            return;
        }
        Quantiles ratios =
                Quantiles.of(enough.values().stream().map(Shares.Share::ratio).toList());
        double fence = threshold.orElseGet(ratios::upperFence);
        if (threshold.isEmpty()) {
            findings.meta("R038", group.key() + "_q1", ratios.first());
            findings.meta("R038", group.key() + "_q3", ratios.third());
        }
        findings.meta("R038", group.key() + "_upper_fence", fence);
        if (!(fence > 0)) {
            return;
        }
        enough.forEach((id, share) -> {
            if (share.ratio() >= fence) {
                String reason = "被否决的投标" + share.words() + "，占" + percent(share.ratio()) + "，不低于上界" + percent(fence);
                findings.add(group, id, "R038", new Finding(share.ratio(), reason));
            }
        });
    }
}
