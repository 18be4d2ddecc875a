package org.mingjian.opendata.domain.flags;

import static org.mingjian.opendata.domain.flags.Indicator.shown;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R028 报价相同: different tenderers bid the same price. */
final class SamePrices implements Indicator {

    private final Map<String, Map<String, String>> found = new TreeMap<>();

    @Override
    public void take(Process process) {
        if (!process.priced()) {
            return;
        }
        Map<Process.Price, Set<String>> seen = new HashMap<>();
        for (JsonNode bid : process.submittedBids()) {
            Set<String> ids = new TreeSet<>(Process.ids(bid.path("tenderers")));
            if (ids.isEmpty()) {
                continue;
            }
            Process.Price.of(bid).ifPresent(price -> {
                // A tenderer may hand in a second bid at the same price.
                @Nullable Set<String> others = seen.put(price, ids);
                if (others != null && !others.equals(ids)) {
                    same(process.ocid(), ids, others, price);
                    same(process.ocid(), others, ids, price);
                }
            });
        }
    }

    private void same(String ocid, Set<String> ids, Set<String> others, Process.Price price) {
        String reason = String.join("、", ids) + "与" + String.join("、", others) + "的报价都是" + shown(price.amount()) + " "
                + price.currency();
        for (String id : ids) {
            found.computeIfAbsent(ocid, none -> new TreeMap<>())
                    .merge(id, reason, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
    }

    @Override
    public void finish(Findings findings) {
        found.forEach((ocid, tenderers) -> {
            String first = tenderers.values().iterator().next();
            findings.add(Group.OCID, ocid, "R028", new Finding(1, first));
            tenderers.forEach((id, reason) -> {
                findings.add(Group.TENDERER, id, "R028", new Finding(1, "见" + ocid + "：" + reason));
                findings.map("ocid_tenderer_r028", ocid, id);
            });
        });
    }
}
