package org.mingjian.opendata.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
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

    /** Notes the organisation in its role; a reference to it. */
    ObjectNode reference(String name, @Nullable String creditCode, String role) {
        String id = creditCode == null || creditCode.isBlank() ? "name:" + name : SCHEME + "-" + creditCode;
        ObjectNode party = find(id).orElseGet(() -> added(id, name, creditCode));
        ArrayNode roles = party.withArray("roles");
        if (roles.valueStream().noneMatch(known -> known.asString().equals(role))) {
            roles.add(role);
        }
        return JsonMapper.shared().createObjectNode().put("id", id).put("name", name);
    }

    private ObjectNode added(String id, String name, @Nullable String creditCode) {
        ObjectNode party = parties.addObject().put("id", id).put("name", name);
        if (id.startsWith(SCHEME)) {
            party.putObject("identifier")
                    .put("scheme", SCHEME)
                    .put("id", creditCode)
                    .put("legalName", name);
        }
        party.putArray("roles");
        return party;
    }

    private Optional<ObjectNode> find(String id) {
        for (JsonNode party : parties) {
            if (party.path("id").asString("").equals(id)) {
                return Optional.of((ObjectNode) party);
            }
        }
        return Optional.empty();
    }
}
