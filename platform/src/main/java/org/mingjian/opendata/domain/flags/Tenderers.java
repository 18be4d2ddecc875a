package org.mingjian.opendata.domain.flags;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who bid in which process; only kept when the map is asked for. */
final class Tenderers implements Indicator {

    private final Map<String, Set<String>> byProcess = new TreeMap<>();

    @Override
    public void take(Process process) {
        process.submittedBids()
                .forEach(bid -> Process.ids(bid.path("tenderers")).forEach(id -> byProcess
                        .computeIfAbsent(process.ocid(), none -> new TreeSet<>())
                        .add(id)));
    }

    @Override
    public void finish(Findings findings) {
        byProcess.forEach((ocid, ids) -> ids.forEach(id -> findings.map("ocid_tenderer", ocid, id)));
    }
}
