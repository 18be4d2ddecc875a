package org.mingjian.party.app;

import java.util.List;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.party.Achievement;
import org.mingjian.party.store.PartyStore;
import org.springframework.stereotype.Component;

/** 业绩: folds published results and signed contracts into achievements. */
@Component
class ReadingContracts implements FactReader {

    private static final String TRADE = "trade:";

    private final PartyStore store;

    ReadingContracts(PartyStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "achievements";
    }

    @Override
    public void reset() {
        store.forgetAchievements();
    }

    @Override
    public void read(List<Fact> facts) {
        for (Fact fact : facts) {
            if (!fact.stream().startsWith(TRADE)) {
                continue;
            }
            String trade = fact.stream().substring(TRADE.length());
            if (fact.kind().equals("result.published")
                    && !fact.text("creditCode").isEmpty()) {
                store.won(new Achievement(
                        trade,
                        fact.text("title"),
                        fact.text("tenderer"),
                        fact.text("creditCode"),
                        fact.text("price"),
                        fact.at()));
            } else if (fact.kind().equals("contract.signed")) {
                store.signed(trade, fact.text("price"), fact.at());
            }
        }
    }
}
