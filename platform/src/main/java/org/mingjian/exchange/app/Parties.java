package org.mingjian.exchange.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** The tenderer and the agency of a trade with their credit codes, which the facts do not repeat. */
@Component
class Parties {

    private final Tenders tenders;
    private final Accounts accounts;

    Parties(Tenders tenders, Accounts accounts) {
        this.tenders = tenders;
        this.accounts = accounts;
    }

    Map<String, Map<String, String>> of(String code) {
        TradeView trade = tenders.get(code);
        Map<String, String> agency = new LinkedHashMap<>(party(trade.agency(), trade.agencyName()));
        boolean delegated = trade.agency() != null;
        agency.put("form", delegated ? "2" : "1");
        if (delegated) {
            agency.put("type", "2");
            agency.put("role", "02");
        }
        return Map.of("tenderer", party(trade.tenderer(), trade.tendererName()), "agency", agency);
    }

    private Map<String, String> party(@Nullable UUID id, @Nullable String name) {
        if (id == null) {
            return Map.of();
        }
        String code = accounts.organisation(id).map(Organisation::creditCode).orElse("");
        return Map.of("name", name == null ? "" : name, "code", code);
    }
}
