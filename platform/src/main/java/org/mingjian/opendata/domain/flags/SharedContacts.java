package org.mingjian.opendata.domain.flags;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import org.mingjian.opendata.domain.flags.Findings.Group;
import tools.jackson.databind.JsonNode;

/**
 * R044 投标人联系信息相同: different tenderers of one process have the same address, or the same name, e-mail, telephone,
 * fax or page of a contact point. Addresses are compared without regard to case, and only where the street is told.
 */
final class SharedContacts implements Indicator {

    private static final List<String> ADDRESS =
            List.of("streetAddress", "locality", "region", "postalCode", "countryName");
    private static final Map<String, String> CONTACT =
            new TreeMap<>(Map.of("email", "电子邮箱", "faxNumber", "传真", "name", "联系人", "telephone", "电话", "url", "网址"));

    private final Map<String, Map<String, String>> found = new TreeMap<>();

    @Override
    public void take(Process process) {
        Map<List<String>, String> first = new HashMap<>();
        for (JsonNode party : process.release().path("parties")) {
            boolean bids = party.path("roles").isArray()
                    && party.path("roles").valueStream().anyMatch(role -> role.asString("")
                            .equals("tenderer"));
            if (!bids || !party.path("id").isString()) {
                continue;
            }
            String id = party.path("id").asString();
            for (List<String> mark : marks(party)) {
                String other = first.putIfAbsent(mark, id);
                if (other != null && !other.equals(id)) {
                    String reason = mark.getFirst() + "相同";
                    note(process.ocid(), id, reason + "：" + other);
                    note(process.ocid(), other, reason + "：" + id);
                }
            }
        }
    }

    private void note(String ocid, String id, String reason) {
        found.computeIfAbsent(ocid, none -> new TreeMap<>()).merge(id, reason, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    /** What two tenderers must not have in common: what it is, then its value. */
    private static List<List<String>> marks(JsonNode party) {
        List<List<String>> marks = new ArrayList<>();
        if (party.path("address").path("streetAddress").isString()) {
            List<String> address = new ArrayList<>(List.of("地址"));
            ADDRESS.forEach(part -> address.add(
                    party.path("address").path(part).asString("").strip().toLowerCase(Locale.ROOT)));
            marks.add(address);
        }
        CONTACT.forEach((field, word) -> {
            JsonNode value = party.path("contactPoint").path(field);
            if (value.isString() && !value.asString().isBlank()) {
                marks.add(List.of(word, value.asString()));
            }
        });
        return marks;
    }

    @Override
    public void finish(Findings findings) {
        found.forEach((ocid, tenderers) -> tenderers.forEach((id, reason) -> {
            findings.add(Group.OCID, ocid, "R044", new Finding(1, reason));
            findings.add(Group.TENDERER, id, "R044", new Finding(1, "见" + ocid + "：" + reason));
        }));
    }
}
