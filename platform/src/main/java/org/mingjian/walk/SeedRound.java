package org.mingjian.walk;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.JsonNode;

/** 随机抽取: the tenderer's side and the supervisor, each with a seed made on its own machine. */
final class SeedRound {

    private final Party agency;
    private final Party supervisor;
    private final SecureRandom random = new SecureRandom();

    SeedRound(Party agency, Party supervisor) {
        this.agency = agency;
        this.supervisor = supervisor;
    }

    void draw(String code, String purpose) {
        String draw = "";
        for (JsonNode one : agency.get("/api/trades/" + code + "/draws")) {
            if (one.path("purpose").asString().equalsIgnoreCase(purpose)) {
                draw = one.path("draw").asString();
            }
        }
        String path = "/api/trades/" + code + "/draws" + draw.substring(code.length());
        String ours = seed();
        String theirs = seed();
        agency.post(path + "/commitment", commitment(draw, "tenderer", ours));
        supervisor.post(path + "/commitment", commitment(draw, "supervisor", theirs));
        supervisor.post(path + "/seed", Map.of("seed", theirs));
        JsonNode drawn = agency.post(path + "/seed", Map.of("seed", ours));
        if (!drawn.path("state").asString().equals("DRAWN")) {
            throw new WalkFailed("all seeds are given and nothing is drawn: " + drawn);
        }
    }

    private String seed() {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return Sm3.hex(seed);
    }

    private static Map<String, Object> commitment(String draw, String party, String seed) {
        String text = "mingjian-draw-seed-1\n" + draw + "\n" + party + "\n" + seed;
        return Map.of("commitment", Sm3.hex(Sm3.digest(text.getBytes(StandardCharsets.UTF_8))));
    }
}
