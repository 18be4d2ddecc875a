package org.mingjian.opendata.domain.flags;

import java.util.Set;
import java.util.TreeSet;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R018 只有一家投标: one tenderer in a procedure that asks for competition. */
final class SingleBids implements Indicator {

    private final Set<String> methods;
    private final Set<String> found = new TreeSet<>();

    SingleBids(FlagSettings settings) {
        methods = settings.methods("R018", "open|selective");
    }

    @Override
    public void take(Process process) {
        JsonNode tender = process.tender();
        JsonNode number = tender.path("numberOfTenderers");
        boolean competitive = methods.isEmpty()
                || methods.contains(tender.path("procurementMethod").asString(""));
        if (competitive && number.isIntegralNumber() && number.longValue() == 1) {
            found.add(process.ocid());
        }
    }

    @Override
    public void finish(Findings findings) {
        found.forEach(ocid -> findings.add(Group.OCID, ocid, "R018", new Finding(1, "应当竞争的采购方式，只有1家投标")));
    }
}
