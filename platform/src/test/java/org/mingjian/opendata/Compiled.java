package org.mingjian.opendata;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds a compiled release, only what an indicator looks at. */
final class Compiled {

    private final ObjectNode release = JsonMapper.shared().createObjectNode();
    private final ObjectNode tender = release.putObject("tender");
    private final ArrayNode bids = release.putObject("bids").putArray("details");
    private final ArrayNode awards = release.putArray("awards");

    private Compiled(String ocid) {
        release.put("ocid", ocid);
    }

    static Compiled process(String ocid) {
        return new Compiled(ocid);
    }

    Compiled tender(String field, String value) {
        tender.put(field, value);
        return this;
    }

    Compiled period(String from, String to) {
        tender.putObject("tenderPeriod").put("startDate", from).put("endDate", to);
        return this;
    }

    Compiled tenderers(int number) {
        tender.put("numberOfTenderers", number);
        return this;
    }

    Compiled buyer(String id) {
        release.putObject("buyer").put("id", id);
        tender.putObject("procuringEntity").put("id", id + "-pe");
        return this;
    }

    /** A bid of one tenderer in CNY. */
    Compiled bid(String tenderer, String status, double amount) {
        return bid(tenderer, status, amount, "CNY");
    }

    Compiled bid(String tenderer, String status, double amount, String currency) {
        ObjectNode bid = bids.addObject().put("status", status);
        bid.putArray("tenderers").addObject().put("id", tenderer);
        bid.putObject("value").put("amount", amount).put("currency", currency);
        return this;
    }

    /** When the bid before came in. */
    Compiled at(String date) {
        ((ObjectNode) bids.get(bids.size() - 1)).put("date", date);
        return this;
    }

    Compiled award(String status, String supplier, String... classes) {
        ObjectNode award = awards.addObject().put("status", status);
        award.putArray("suppliers").addObject().put("id", supplier);
        ArrayNode items = award.putArray("items");
        for (String code : classes) {
            items.addObject().putObject("classification").put("id", code);
        }
        return this;
    }

    JsonNode release() {
        return release;
    }

    /** The winner at 100 and one other, so much dearer, for each of the amounts. */
    static List<JsonNode> gaps(double... seconds) {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            all.add(process("P" + i)
                    .bid("W" + i, "valid", 100)
                    .bid("L" + i, "valid", seconds[i])
                    .award("active", "W" + i)
                    .release());
        }
        return all;
    }
}
