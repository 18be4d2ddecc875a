package org.mingjian.opendata.domain;

import static org.mingjian.opendata.domain.Texts.amount;
import static org.mingjian.opendata.domain.Texts.text;
import static org.mingjian.opendata.domain.Texts.time;

import java.util.HashSet;
import java.util.Set;
import org.mingjian.facts.Fact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bids, by the bid extension of OCDS. They appear with the fact that closes the bidding, never before (招标投标法 §22).
 * A bid whose decryption failed counts as withdrawn (电子招标投标办法 §31), one that the panel rejected as disqualified.
 */
final class Bids {

    private Bids() {}

    static String closed(ObjectNode state, ObjectNode tender, Fact fact) {
        rows(state, fact.body());
        int known = state.path("bids").path("details").size();
        tender.put("numberOfTenderers", Texts.whole(fact.body(), "count").orElse(known));
        return "tenderUpdate";
    }

    static String read(ObjectNode state, JsonNode body) {
        rows(state, body);
        return "tenderUpdate";
    }

    private static void rows(ObjectNode state, JsonNode body) {
        for (JsonNode row : body.path("bids")) {
            if (row.isObject()) {
                row(state, row);
            }
        }
    }

    private static void row(ObjectNode state, JsonNode row) {
        String name = text(row, "bidder", "name", "bidderName").orElse("");
        String code = text(row, "creditCode").orElse("");
        String id = text(row, "seq").orElse(code.isEmpty() ? name : code);
        if (id.isEmpty()) {
            return;
        }
        ObjectNode bid = bid(state, id);
        if (!name.isEmpty() && !bid.has("tenderers")) {
            ObjectNode tenderer = new Organisations(state).reference(name, code, "tenderer");
            bid.putArray("tenderers").add(tenderer);
            ArrayNode all = ((ObjectNode) state.path("tender")).withArray("tenderers");
            if (all.valueStream().noneMatch(known -> known.path("id").equals(tenderer.path("id")))) {
                all.add(tenderer.deepCopy());
            }
        }
        time(row, "receivedAt").ifPresent(at -> bid.put("date", at.toString()));
        amount(row, "price").ifPresent(yuan -> bid.set("value", OcdsFold.value(yuan)));
        String told = text(row, "state").orElse("");
        if (Set.of("FAILED", "REVOKED", "WITHDRAWN").contains(told)) {
            bid.put("status", "withdrawn");
        } else if (!bid.has("status")) {
            bid.put("status", "pending");
        }
    }

    private static ObjectNode bid(ObjectNode state, String id) {
        ArrayNode details = state.withObject("bids").withArray("details");
        for (JsonNode bid : details) {
            if (bid.path("id").asString("").equals(id)) {
                return (ObjectNode) bid;
            }
        }
        return details.addObject().put("id", id);
    }

    /** The report is known: what the panel rejected is disqualified, everything else that was opened is valid. */
    static String judged(ObjectNode state, JsonNode body) {
        Set<String> rejected = new HashSet<>();
        body.path("rejected").forEach(one -> text(one, "name", "bidder").ifPresent(rejected::add));
        for (JsonNode bid : state.path("bids").path("details")) {
            String name = bid.path("tenderers").path(0).path("name").asString("");
            if (bid.path("status").asString("").equals("pending")) {
                ((ObjectNode) bid).put("status", rejected.contains(name) ? "disqualified" : "valid");
            }
        }
        return "tenderUpdate";
    }
}
