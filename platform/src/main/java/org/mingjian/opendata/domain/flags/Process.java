package org.mingjian.opendata.domain.flags;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A contracting process as the indicators look at it: one compiled release, read with care. */
public final class Process {

    private final String ocid;
    private final JsonNode release;
    private final boolean priced;

    private Process(String ocid, JsonNode release, boolean priced) {
        this.ocid = ocid;
        this.release = release;
        this.priced = priced;
    }

    /** Empty when no indicator may look at it: without ocid, cancelled, or excluded by the settings. */
    static Optional<Process> of(JsonNode release, FlagSettings settings) {
        String details = release.path("tender").path("procurementMethodDetails").asString("");
        boolean named = release.path("tender").path("procurementMethodDetails").isString();
        boolean left = !release.path("ocid").isString()
                || is(release.path("tender"), "status", "cancelled")
                || named && settings.excludedMethods().contains(details);
        if (left) {
            return Optional.empty();
        }
        boolean priced = settings.pricedMethods().isEmpty()
                ? !named || !settings.unpricedMethods().contains(details)
                : named && settings.pricedMethods().contains(details);
        return Optional.of(new Process(release.path("ocid").asString(), release, priced));
    }

    String ocid() {
        return ocid;
    }

    JsonNode release() {
        return release;
    }

    JsonNode tender() {
        return release.path("tender");
    }

    /** Whether prices decide, so that they may be compared. */
    boolean priced() {
        return priced;
    }

    static boolean is(JsonNode node, String field, String value) {
        return node.path(field).isString() && node.path(field).asString().equals(value);
    }

    /** Pending, valid and disqualified bids: neither invited nor withdrawn. */
    List<JsonNode> submittedBids() {
        List<JsonNode> bids = new ArrayList<>();
        for (JsonNode bid : details()) {
            boolean submitted =
                    bid.path("status").isString() && !is(bid, "status", "invited") && !is(bid, "status", "withdrawn");
            if (submitted) {
                bids.add(bid);
            }
        }
        return bids;
    }

    private JsonNode details() {
        return release.path("bids").path("details");
    }

    List<JsonNode> validBids() {
        return submittedBids().stream()
                .filter(bid -> is(bid, "status", "valid"))
                .toList();
    }

    /** The active awards, when no award can change any more and there is a list of bids; empty otherwise. */
    Optional<List<JsonNode>> finalAwards() {
        if (!release.path("awards").isArray() || !details().isArray()) {
            return Optional.empty();
        }
        List<JsonNode> active = new ArrayList<>();
        for (JsonNode award : release.path("awards")) {
            if (!award.path("status").isString()) {
                continue;
            }
            switch (award.path("status").asString()) {
                case "active" -> active.add(award);
                case "cancelled", "unsuccessful" -> {}
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(active);
    }

    /** The supplier, when exactly one final award went to exactly one supplier. */
    Optional<String> soleWinner() {
        return finalAwards()
                .filter(awards -> awards.size() == 1)
                .flatMap(awards -> only(awards.get(0).path("suppliers")));
    }

    /** The id of the only organisation in the list. */
    static Optional<String> only(JsonNode organisations) {
        boolean one = organisations.isArray() && organisations.size() == 1;
        return one && organisations.path(0).path("id").isString()
                ? Optional.of(organisations.path(0).path("id").asString())
                : Optional.empty();
    }

    /** Every id in a list of organisations, in its order. */
    static Set<String> ids(JsonNode organisations) {
        Set<String> ids = new LinkedHashSet<>();
        if (organisations.isArray()) {
            for (JsonNode organisation : organisations) {
                if (organisation.path("id").isString()) {
                    ids.add(organisation.path("id").asString());
                }
            }
        }
        return ids;
    }

    /** Amount and currency of a bid. */
    record Price(double amount, String currency) {
        static Optional<Price> of(JsonNode bid) {
            JsonNode value = bid.path("value");
            boolean whole =
                    value.path("amount").isNumber() && value.path("currency").isString();
            return whole
                    ? Optional.of(new Price(
                            value.path("amount").doubleValue(),
                            value.path("currency").asString()))
                    : Optional.empty();
        }
    }
}
