package org.mingjian.opendata.domain;

import static org.mingjian.opendata.domain.Texts.amount;
import static org.mingjian.opendata.domain.Texts.text;
import static org.mingjian.opendata.domain.Texts.whole;

import java.util.Optional;
import org.mingjian.facts.Fact;
import org.mingjian.tender.TradeFact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Awards and the contract. An award belongs to one supplier: another winner is another award and the one before is
 * cancelled, because who merges the releases would otherwise find both in one award.
 */
final class Awards {

    private Awards() {}

    static String awarded(ObjectNode state, ObjectNode tender, TradeFact kind, Fact fact) {
        JsonNode body = fact.body();
        JsonNode winner = body.path("winner").isObject() ? body.path("winner") : body;
        Optional<ObjectNode> supplier = text(winner, "name", "winnerName", "winner", "bidderName", "bidder")
                .map(name -> new Organisations(state)
                        .reference(name, text(winner, "creditCode").orElse(null), "supplier"));
        Optional<ObjectNode> known = standing(state)
                .filter(award -> supplier.isEmpty()
                        || !award.has("suppliers")
                        || award.at("/suppliers/0/id").equals(supplier.get().path("id")));
        if (known.isEmpty()) {
            cancel(state);
        }
        // The day of an award is the day of the decision, not of the letter or the announcement after it.
        ObjectNode award =
                known.orElseGet(() -> added(state, tender).put("date", fact.at().toString()));
        boolean chosen = kind == TradeFact.WINNER_SELECTED
                && !award.path("status").asString("").equals("active");
        award.put("status", chosen ? "pending" : "active");
        amount(winner, "price", "awardPrice", "amount").ifPresent(yuan -> award.set("value", OcdsFold.value(yuan)));
        supplier.filter(one -> !award.has("suppliers"))
                .ifPresent(one -> award.putArray("suppliers").add(one));
        if (!chosen) {
            tender.put("status", "complete");
        }
        return known.isEmpty() ? "award" : "awardUpdate";
    }

    static String signed(ObjectNode state, ObjectNode tender, Fact fact) {
        JsonNode body = fact.body();
        ObjectNode award = standing(state).orElseGet(() -> added(state, tender).put("status", "active"));
        boolean first = !state.has("contracts");
        ArrayNode contracts = state.withArray("contracts");
        ObjectNode contract = first ? contracts.addObject() : (ObjectNode) contracts.path(0);
        contract.put("id", tender.path("id").asString() + "-contract")
                .put("awardID", award.path("id").asString())
                .put("title", text(body, "title").orElse(tender.path("title").asString()))
                .put("status", "active")
                .put("dateSigned", fact.at().toString());
        amount(body, "price").ifPresent(yuan -> contract.set("value", OcdsFold.value(yuan)));
        whole(body, "durationDays")
                .ifPresent(days -> contract.withObject("period").put("durationInDays", days));
        return first ? "contract" : "contractUpdate";
    }

    /** What was awarded and not cancelled stands no longer. */
    static void cancel(ObjectNode state) {
        standing(state).ifPresent(award -> award.put("status", "cancelled"));
    }

    private static Optional<ObjectNode> standing(ObjectNode state) {
        return state.path("awards")
                .valueStream()
                .map(ObjectNode.class::cast)
                .filter(award -> !award.path("status").asString("").equals("cancelled"))
                .findFirst();
    }

    private static ObjectNode added(ObjectNode state, ObjectNode tender) {
        ArrayNode awards = state.withArray("awards");
        String id = tender.path("id").asString() + "-award" + (awards.isEmpty() ? "" : "-" + (awards.size() + 1));
        return awards.addObject()
                .put("id", id)
                .put("title", tender.path("title").asString());
    }
}
