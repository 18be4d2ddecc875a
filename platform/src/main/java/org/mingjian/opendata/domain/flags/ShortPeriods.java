package org.mingjian.opendata.domain.flags;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R003 投标时间过短: the tender period has fewer whole days than the threshold. */
final class ShortPeriods implements Indicator {

    private final int threshold;
    private final Set<String> methods;
    private final Map<String, Integer> byDetails;
    private final Map<String, Finding> found = new TreeMap<>();

    ShortPeriods(FlagSettings settings) {
        threshold = settings.whole("R003", "threshold", 15);
        methods = settings.methods("R003", "");
        byDetails = settings.daysByDetails();
    }

    @Override
    public void take(Process process) {
        JsonNode tender = process.tender();
        JsonNode period = tender.path("tenderPeriod");
        boolean meant = methods.isEmpty()
                || methods.contains(tender.path("procurementMethod").asString(""));
        Optional<Instant> start = instant(period.path("startDate"));
        Optional<Instant> end = instant(period.path("endDate"));
        if (!meant || start.isEmpty() || end.isEmpty()) {
            return;
        }
        long days = Duration.between(start.get(), end.get()).getSeconds() / 86_400;
        int least =
                byDetails.getOrDefault(tender.path("procurementMethodDetails").asString(""), threshold);
        if (days < least) {
            String reason = "投标时间只有" + days + "天，少于" + least + "天（"
                    + period.path("startDate").asString() + " 至 "
                    + period.path("endDate").asString() + "）";
            found.merge(process.ocid(), new Finding(1, reason), Findings::stronger);
        }
    }

    /** A time with its zone, RFC 3339. */
    static Optional<Instant> instant(JsonNode text) {
        if (!text.isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.asString()).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    @Override
    public void finish(Findings findings) {
        found.forEach((ocid, finding) -> findings.add(Group.OCID, ocid, "R003", finding));
    }
}
