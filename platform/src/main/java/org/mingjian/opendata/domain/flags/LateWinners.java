package org.mingjian.opendata.domain.flags;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R030 迟到的投标中标: a valid bid came in after the deadline, and its tenderer has an active award. */
final class LateWinners implements Indicator {

    private final Map<String, Map<String, String>> found = new TreeMap<>();

    @Override
    public void take(Process process) {
        JsonNode deadline = process.tender().path("tenderPeriod").path("endDate");
        if (!deadline.isString() || !process.release().path("awards").isArray()) {
            return;
        }
        Set<String> winners = new HashSet<>();
        for (JsonNode award : process.release().path("awards")) {
            if (Process.is(award, "status", "active")) {
                winners.addAll(Process.ids(award.path("suppliers")));
            }
        }
        for (JsonNode bid : process.validBids()) {
            JsonNode date = bid.path("date");
            if (!date.isString() || !after(date, deadline)) {
                continue;
            }
            for (String id : Process.ids(bid.path("tenderers"))) {
                if (winners.contains(id)) {
                    String reason = id + "的投标于" + date.asString() + "收到，晚于截止时间" + deadline.asString() + "，却中标";
                    found.computeIfAbsent(process.ocid(), none -> new TreeMap<>())
                            .merge(id, reason, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                }
            }
        }
    }

    /** As times where both are, so that zones and fractions of a second do not mislead; else as they are written. */
    private static boolean after(JsonNode date, JsonNode deadline) {
        Optional<Instant> one = ShortPeriods.instant(date);
        Optional<Instant> two = ShortPeriods.instant(deadline);
        return one.isPresent() && two.isPresent()
                ? one.get().isAfter(two.get())
                : date.asString().compareTo(deadline.asString()) > 0;
    }

    @Override
    public void finish(Findings findings) {
        found.forEach((ocid, tenderers) -> tenderers.forEach((id, reason) -> {
            findings.add(Group.OCID, ocid, "R030", new Finding(1, reason));
            findings.add(Group.TENDERER, id, "R030", new Finding(1, "见" + ocid + "：" + reason));
            findings.map("ocid_tenderer_r030", ocid, id);
        }));
    }
}
