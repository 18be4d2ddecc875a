package org.mingjian.opendata.domain.flags;

import static org.mingjian.opendata.domain.flags.Indicator.shown;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/** R036 最低报价被否决: the lowest bid was disqualified though somebody else has the award and a valid price. */
final class LowestDisqualified implements Indicator {

    private final MainCurrency currency;
    private final Map<String, Map<String, Double>> byCurrency = new HashMap<>();

    LowestDisqualified(MainCurrency currency) {
        this.currency = currency;
    }

    @Override
    public void take(Process process) {
        if (!process.priced() || !awarded(process)) {
            return;
        }
        Map<String, Double> lowest = new HashMap<>();
        Map<String, Boolean> disqualified = new HashMap<>();
        Set<String> valid = new HashSet<>();
        for (JsonNode bid : process.submittedBids()) {
            Process.Price.of(bid).ifPresent(price -> {
                String money = price.currency();
                if (!lowest.containsKey(money) || price.amount() < lowest.get(money)) {
                    lowest.put(money, price.amount());
                    disqualified.put(money, Process.is(bid, "status", "disqualified"));
                }
                if (Process.is(bid, "status", "valid")) {
                    valid.add(money);
                }
            });
        }
        lowest.forEach((money, amount) -> {
            if (valid.contains(money) && disqualified.getOrDefault(money, false)) {
                byCurrency.computeIfAbsent(money, none -> new TreeMap<>()).merge(process.ocid(), amount, Math::min);
            }
        });
    }

    private static boolean awarded(Process process) {
        JsonNode awards = process.release().path("awards");
        return awards.isArray() && awards.valueStream().anyMatch(award -> Process.is(award, "status", "active"));
    }

    @Override
    public void finish(Findings findings) {
        String money = currency.value();
        byCurrency
                .getOrDefault(money, Map.of())
                .forEach((ocid, amount) -> findings.add(
                        Group.OCID, ocid, "R036", new Finding(1, "最低报价" + shown(amount) + " " + money + "被否决")));
    }
}
