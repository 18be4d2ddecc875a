package org.mingjian.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mingjian.testing.Desk;
import tools.jackson.databind.JsonNode;

/** The system administrator's and the security administrator's desks, for tests that need accounts with rights. */
final class RightsDesk {

    static final String OWN = "own password 7 chosen";

    final int port;
    final Desk system;
    final Desk security;
    final Desk auditor;

    RightsDesk(int port) {
        this.port = port;
        this.system = Desk.of(port, "sysadmin");
        this.security = Desk.of(port, "secadmin");
        this.auditor = Desk.of(port, "auditor");
    }

    static String fresh(String start) {
        return start
                + UUID.randomUUID().toString().replace("-", "").substring(0, 10).toLowerCase(Locale.ROOT);
    }

    String organisation(String name) {
        for (JsonNode one : system.get("/api/organisations").body()) {
            if (one.path("name").asString().equals(name)) {
                return one.path("id").asString();
            }
        }
        throw new IllegalStateException("no organisation " + name);
    }

    /** Who is meant: the same name and number are the same natural person. */
    record Person(String name, String number) {
        static Person anybody() {
            return new Person("人" + fresh(""), fresh("id"));
        }
    }

    Desk.Answer proposeAccount(String login, Person person, String organisation, Map<String, ?>... grants) {
        Map<String, Object> body = new HashMap<>();
        body.put("login", login);
        body.put("name", person.name());
        body.put("idNumber", person.number());
        body.put("organisation", organisation);
        body.put("grants", List.of(grants));
        return system.post("/api/proposals/account", body);
    }

    Desk.Answer activate(Desk.Answer proposed) {
        return security.post("/api/proposals/" + proposed.body().path("id").asString() + "/activate", Map.of());
    }

    Desk.Answer change(Desk desk, String kind, Map<String, ?> change) {
        return desk.post("/api/proposals/change", Map.of("kind", kind, "change", change));
    }

    /** An account opened by two people, signed in with a password of its own. */
    Opened open(String role, Person person, String organisation, Map<String, ?> limits) {
        String login = fresh("u");
        Map<String, Object> grant = new HashMap<>(limits);
        grant.put("role", role);
        Desk.Answer activated = activate(proposeAccount(login, person, organisation, grant));
        if (activated.status() != 200) {
            throw new IllegalStateException("not opened: " + activated.body());
        }
        String initial = activated.body().path("initialPassword").asString();
        Desk first = Desk.of(port, login, initial);
        first.post("/api/password", Map.of("old", initial, "wanted", OWN));
        return new Opened(activated.body().path("account").asString(), login, Desk.of(port, login, OWN));
    }

    record Opened(String id, String login, Desk desk) {}
}
