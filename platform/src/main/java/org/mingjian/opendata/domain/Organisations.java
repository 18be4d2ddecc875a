package org.mingjian.opendata.domain;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The organisations of a contracting process. One with a credit code is {@code CN-USCC-…}; of others the facts tell the
 * name alone, and the name is the id. Persons are never named.
 */
final class Organisations {

    private static final String SCHEME = "CN-USCC";

    private final ArrayNode parties;

    Organisations(ObjectNode state) {
        parties = state.withArray("parties");
    }

    /**
     * Notes the organisation in its role; a reference to it, with the name it is first known by: the standard wants
     * the name of the entry. An id never changes, so one known by its name alone keeps that as id.
     */
    ObjectNode reference(String name, @Nullable String creditCode, String role) {
        ObjectNode party = creditCode == null || creditCode.isBlank()
                ? find("name", name).orElseGet(() -> added("name:" + name, name))
                : coded(name, creditCode);
        ArrayNode roles = party.withArray("roles");
        if (roles.valueStream().noneMatch(known -> known.asString().equals(role))) {
            roles.add(role);
        }
        return JsonMapper.shared()
                .createObjectNode()
                .set("id", party.path("id"))
                .set("name", party.path("name"));
    }

    private ObjectNode coded(String name, String creditCode) {
        ObjectNode party = find("id", SCHEME + "-" + creditCode)
                .or(() -> all().filter(
                                known -> known.at("/identifier/id").asString("").equals(creditCode))
                        .findFirst())
                .or(() -> find("id", "name:" + name).filter(known -> !known.has("identifier")))
                .orElseGet(() -> added(SCHEME + "-" + creditCode, name));
        if (!party.has("identifier")) {
            party.putObject("identifier")
                    .put("scheme", SCHEME)
                    .put("id", creditCode)
                    .put("legalName", name);
        }
        return party;
    }

    /** Somebody else has the role now. Who has no other keeps it: a party needs one, and merging would keep it too. */
    void drop(String role) {
        all().map(party -> party.withArray("roles"))
                .filter(roles -> roles.size() > 1)
                .forEach(roles -> roles.removeIf(known -> known.asString().equals(role)));
    }

    private ObjectNode added(String id, String name) {
        ObjectNode party = parties.addObject().put("id", id).put("name", name);
        party.putArray("roles");
        return party;
    }

    private Optional<ObjectNode> find(String field, String value) {
        return all().filter(party -> party.path(field).asString("").equals(value))
                .findFirst();
    }

    private Stream<ObjectNode> all() {
        return parties.valueStream().map(ObjectNode.class::cast);
    }
}
