package org.mingjian.evaluation.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.kernel.Money;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Component;

/** Reads the opened bids from the trade's stream: what was opened on record is what is evaluated. */
@Component
class OpenedBidsFromFacts implements OpenedBids {

    private final Facts facts;

    OpenedBidsFromFacts(Facts facts) {
        this.facts = facts;
    }

    @Override
    public List<EvaluatedBid> of(String stream) {
        Map<String, EvaluatedBid> bids = new LinkedHashMap<>();
        for (Fact fact : facts.ofStream(stream)) {
            if (fact.kind().equals(TradeFact.BID_OPENED.kind())) {
                EvaluatedBid bid = bid(fact);
                bids.put(bid.id(), bid);
            }
        }
        return List.copyOf(bids.values());
    }

    private static EvaluatedBid bid(Fact fact) {
        String leader = fact.body().path("sheet").path("projectLeader").asString("");
        return new EvaluatedBid(
                fact.text("bid"),
                fact.text("organisation"),
                fact.text("name"),
                fact.text("creditCode"),
                Money.of(fact.text("price")),
                leader.isEmpty() ? null : leader);
    }
}
