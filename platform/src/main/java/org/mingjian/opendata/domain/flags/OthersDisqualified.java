package org.mingjian.opendata.domain.flags;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R035 除中标人外全部被否决: one tenderer has valid bids and won; others were disqualified. */
final class OthersDisqualified implements Indicator {

    private final int threshold;
    private final Map<String, Found> found = new TreeMap<>();

    private record Found(String winner, int others) {
        static Found stronger(Found a, Found b) {
            boolean first = a.others() == b.others() ? a.winner().compareTo(b.winner()) <= 0 : a.others() > b.others();
            return first ? a : b;
        }
    }

    OthersDisqualified(FlagSettings settings) {
        threshold = Math.max(1, settings.whole("R035", "threshold", 1));
    }

    @Override
    public void take(Process process) {
        Set<String> suppliers = new HashSet<>();
        process.finalAwards()
                .orElse(List.of())
                .forEach(award -> suppliers.addAll(Process.ids(award.path("suppliers"))));
        Set<String> valid = new HashSet<>();
        Set<String> disqualified = new HashSet<>();
        for (JsonNode bid : process.submittedBids()) {
            if (Process.is(bid, "status", "valid")) {
                valid.addAll(Process.ids(bid.path("tenderers")));
            } else if (Process.is(bid, "status", "disqualified")) {
                disqualified.addAll(Process.ids(bid.path("tenderers")));
            }
        }
        disqualified.removeAll(valid);
        if (valid.size() == 1 && valid.equals(suppliers) && disqualified.size() >= threshold) {
            Found one = new Found(valid.iterator().next(), disqualified.size());
            found.merge(process.ocid(), one, Found::stronger);
        }
    }

    @Override
    public void finish(Findings findings) {
        found.forEach((ocid, one) -> {
            String reason = "除中标人" + one.winner() + "外，其余" + one.others() + "家投标人全部被否决";
            findings.add(Group.OCID, ocid, "R035", new Finding(one.others(), reason));
            findings.add(Group.TENDERER, one.winner(), "R035", new Finding(0, "见" + ocid + "：" + reason));
            findings.map("ocid_tenderer_r035", ocid, one.winner());
        });
    }
}
