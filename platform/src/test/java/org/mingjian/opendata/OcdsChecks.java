package org.mingjian.opendata;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the standard demands in words and a schema cannot say: the form of ocid and ids, ids that are one time in their
 * list, references that name a party with that role, awards of contracts, releases in order, nothing that is empty.
 */
final class OcdsChecks {

    private final List<String> problems = new ArrayList<>();

    private OcdsChecks() {}

    /** Of a release or compiled release. */
    static List<String> release(JsonNode release) {
        OcdsChecks checks = new OcdsChecks();
        checks.whole(release);
        return checks.problems;
    }

    /** Of a record: its releases, its compiled release and how they belong together. */
    static List<String> record(JsonNode record) {
        OcdsChecks checks = new OcdsChecks();
        Set<String> ids = new HashSet<>();
        String before = "";
        for (JsonNode release : record.path("releases")) {
            checks.whole(release);
            checks.that(ids.add(release.path("id").asString()), "two releases " + release.path("id"));
            checks.that(release.path("ocid").equals(record.path("ocid")), "a release of " + release.path("ocid"));
            checks.that(before.compareTo(release.path("date").asString()) <= 0, "releases not in order");
            before = release.path("date").asString();
            for (JsonNode amendment : release.path("tender").path("amendments")) {
                checks.that(ids.contains(amendment.path("releaseID").asString()), "an amendment of no release");
            }
        }
        JsonNode compiled = record.path("compiledRelease");
        checks.whole(compiled);
        checks.that(
                compiled.equals(
                        OcdsMerge.compiled(record.path("releases").valueStream().toList())),
                "merging gives "
                        + OcdsMerge.compiled(
                                record.path("releases").valueStream().toList()) + " and not " + compiled);
        return checks.problems;
    }

    private void that(boolean good, String otherwise) {
        if (!good) {
            problems.add(otherwise);
        }
    }

    private void whole(JsonNode release) {
        that(release.path("ocid").asString().matches("ocds-[a-z0-9]{6}-.+"), "ocid " + release.path("ocid"));
        that(!release.path("id").asString().contains("#"), "# in " + release.path("id"));
        that(release.path("language").asString("").matches("[a-z]{2}"), "language " + release.path("language"));
        nothingEmpty(release, "");
        oneTime(release, "");
        periods(release, "");
        reference(release, release.path("buyer"), "buyer");
        JsonNode tender = release.path("tender");
        reference(release, tender.path("procuringEntity"), "procuringEntity");
        tender.path("tenderers").forEach(one -> reference(release, one, "tenderer"));
        release.at("/bids/details")
                .forEach(bid -> bid.path("tenderers").forEach(one -> reference(release, one, "tenderer")));
        Set<JsonNode> awards = new HashSet<>();
        for (JsonNode award : release.path("awards")) {
            awards.add(award.path("id"));
            award.path("suppliers").forEach(one -> reference(release, one, "supplier"));
        }
        release.path("contracts")
                .forEach(contract -> that(awards.contains(contract.path("awardID")), "a contract of no award"));
    }

    private void reference(JsonNode release, JsonNode reference, String role) {
        if (reference.isMissingNode()) {
            return;
        }
        boolean known = release.path("parties")
                .valueStream()
                .filter(party -> party.path("id").equals(reference.path("id")))
                .filter(party -> party.path("name").equals(reference.path("name")))
                .anyMatch(party -> party.path("roles").valueStream().anyMatch(one -> one.asString()
                        .equals(role)));
        that(known, "no " + role + " among the parties: " + reference);
    }

    private void nothingEmpty(JsonNode node, String at) {
        boolean empty = node.isContainer() && node.isEmpty()
                || node.isString() && node.asString().isBlank();
        that(!empty && !node.isNull(), at + " is empty");
        node.propertyStream().forEach(field -> nothingEmpty(field.getValue(), at + "/" + field.getKey()));
        if (node.isArray()) {
            node.forEach(one -> nothingEmpty(one, at + "[]"));
        }
    }

    private void oneTime(JsonNode node, String at) {
        if (node.isArray()) {
            Set<JsonNode> ids = new HashSet<>();
            node.forEach(one -> {
                that(!one.isObject() || ids.add(one.path("id")), "twice in " + at + ": " + one.path("id"));
                oneTime(one, at);
            });
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            oneTime(field.getValue(), at + "/" + field.getKey());
        }
    }

    private void periods(JsonNode node, String at) {
        if (node.path("startDate").isString() && node.path("endDate").isString()) {
            that(
                    !OffsetDateTime.parse(node.path("endDate").asString())
                            .isBefore(
                                    OffsetDateTime.parse(node.path("startDate").asString())),
                    at + " ends before it begins");
        }
        node.propertyStream().forEach(field -> periods(field.getValue(), at + "/" + field.getKey()));
    }
}
