package org.mingjian.tender.app;

import java.util.Optional;
import org.mingjian.facts.Facts;
import org.mingjian.kernel.Money;
import org.mingjian.tender.Registered;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the registration of a trade said, read back from its first fact. */
@Component
class RegisteredTrades {

    private final Facts facts;
    private final JsonMapper json;

    RegisteredTrades(Facts facts, JsonMapper json) {
        this.facts = facts;
        this.json = json;
    }

    /** Empty for a trade that came from elsewhere with another body. */
    Optional<Registered> of(TradeView trade) {
        return facts.ofStream(trade.stream()).stream()
                .filter(fact -> fact.kind().equals(TradeFact.TRADE_REGISTERED.kind()))
                .filter(fact -> fact.body().has("estimate"))
                .findFirst()
                .map(fact -> json.treeToValue(fact.body(), Registered.class));
    }

    /** 估算价, or where it is not known the ceiling, which is never below what the contract may cost. */
    Money estimate(TradeView trade, Terms terms) {
        return of(trade).map(Registered::estimate).orElse(terms.ceilingPrice());
    }
}
