package org.mingjian.evaluation.app;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.kernel.Money;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the bids from the trade's stream: what was read out on record (唱标) is what is evaluated. */
@Component
class OpenedBidsFromFacts implements OpenedBids {

    private final Facts facts;

    OpenedBidsFromFacts(Facts facts) {
        this.facts = facts;
    }

    @Override
    public List<EvaluatedBid> of(String stream) {
        return facts.ofStream(stream).stream()
                .filter(fact -> fact.kind().equals(TradeFact.PRICES_READ.kind()))
                .reduce((first, second) -> second)
                .map(OpenedBidsFromFacts::bids)
                .orElse(List.of());
    }

    /** Lines without a price are bids that stayed sealed. */
    private static List<EvaluatedBid> bids(Fact read) {
        var bids = new ArrayList<EvaluatedBid>();
        for (JsonNode line : read.body().path("bids")) {
            String price = line.path("price").asString("");
            if (price.isEmpty()) {
                continue;
            }
            String leader = line.path("leader").asString("");
            bids.add(new EvaluatedBid(
                    line.path("bid").asString(),
                    line.path("organisation").asString(),
                    line.path("bidder").asString(),
                    line.path("creditCode").asString(""),
                    Money.of(price),
                    leader.isEmpty() ? null : leader));
        }
        return List.copyOf(bids);
    }
}
